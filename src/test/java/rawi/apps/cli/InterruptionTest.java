package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptionTest {
  @Test
  void beforeTheFirstCheckpointItSaysThatThereIsNone() {
    Sessions s = Sessions.of(false, true);
    try (Interruption interruption = Interruption.watch(s.session())) {
      interruption.tell();
    }
    assertThat(s.err().strip())
        .isEqualTo("rawi: interrupted before the end of the first epoch; nothing was written");
  }
}
