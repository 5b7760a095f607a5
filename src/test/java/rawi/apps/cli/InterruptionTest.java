package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @Test
  void whereAFirstPartLeftItsCheckpointItSaysThatItCanBeGoneOnFrom(@TempDir Path folder)
      throws IOException {
    Path checkpoint = folder.resolve("m.rawi.text.checkpoint");
    for (boolean there : new boolean[] {false, true}) {
      Sessions s = Sessions.of(false, true);
      try (Interruption interruption = Interruption.watch(s.session())) {
        interruption.firstPartIn(checkpoint);
        interruption.tell();
      }
      assertThat(s.err()).contains(there ? "--resume goes on" : "nothing was written");
      Files.writeString(checkpoint, "kept");
    }
  }

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
