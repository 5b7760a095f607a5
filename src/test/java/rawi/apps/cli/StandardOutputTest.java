package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private static StandardOutput written(String reason, boolean pipe) {
    StandardOutput out =
        new StandardOutput(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(reason);
              }
            },
            () -> pipe);
    new PrintStream(out, true, StandardCharsets.UTF_8).println("result");
    return out;
  }

  @Test
  void aFullDiskIsRemembered() {
    assertThat(written("No space left on device", false).failure())
        .contains("No space left on device");
  }

  @Test
  void aReaderThatWentAwayIsNoFailure() {
    assertThat(written("Broken pipe", false).failure()).isEmpty();
    assertThat(written("أنبوب مكسور", true).failure()).isEmpty();
  }
}
