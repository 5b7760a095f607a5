package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;
import rawi.apps.models.Checkpoint;

/** A training on images that was interrupted, and its resumption. */
class VisionResumeTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void images() {
    data = Bars.folder(folder.resolve("bars"), 20);
    out = folder.resolve("m.rawi");
  }

  private Object[] arguments(Path file, Object... more) {
    Object[] all =
        Stream.concat(Stream.of("--augment", "translate,brightness"), Stream.of(more)).toArray();
    return Bars.training(data, file, all);
  }

  /** Ends like a power cut while the third epoch is told of, before its checkpoint is written. */
  private void interrupted() {
    ByteArrayOutputStream dying =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int count) {
            if (new String(bytes, from, count, StandardCharsets.UTF_8).startsWith("epoch 3/4")) {
              throw new IllegalStateException("the power is gone");
            }
            super.write(bytes, from, count);
          }
        };
    assertThat(Rawi.run(InputStream.nullInputStream(), dying, dying, arguments(out))).isEqualTo(1);
    assertThat(dying.toString(StandardCharsets.UTF_8)).contains("epoch 2/4", "power is gone");
  }

  private static byte[] weights(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("weights.safetensors"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void itReachesTheVeryWeightsOfAnUninterruptedRun() throws IOException {
    Path whole = folder.resolve("whole.rawi");
    assertThat(Rawi.run(arguments(whole)).exit()).isZero();
    interrupted();
    Rawi resumed = Rawi.run(arguments(out, "--resume"));
    assertThat(resumed.err()).contains("resumed after epoch 2").doesNotContain("epoch 1/4");
    assertThat(weights(out)).isEqualTo(weights(whole));
    assertThat(Checkpoint.beside(out)).doesNotExist();
  }

  @Test
  void anOlderModelUnderTheNameStaysWholeAndOtherOptionsAreRefused() throws IOException {
    Files.writeString(out, "an older model");
    interrupted();
    assertThat(out).hasContent("an older model");
    Rawi other = Rawi.run(arguments(out, "--augment", "flip", "--resume"));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.errLines())
        .last()
        .asString()
        .startsWith(
            "rawi: "
                + Checkpoint.beside(out)
                + ": was made with augment [\"TRANSLATE\",\"BRIGHTNESS\"], this run has [\"FLIP\"]");
    assertThat(out).hasContent("an older model");
  }
}
