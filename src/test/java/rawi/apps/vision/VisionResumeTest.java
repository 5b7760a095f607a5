package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.PowerCut;
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

  private void interrupted() {
    PowerCut.during(arguments(out));
  }

  @Test
  void itReachesTheVeryWeightsOfAnUninterruptedRun() {
    Path whole = folder.resolve("whole.rawi");
    assertThat(Rawi.run(arguments(whole)).exit()).isZero();
    interrupted();
    Rawi resumed = Rawi.run(arguments(out, "--resume"));
    assertThat(resumed.err()).contains("resumed after epoch 2").doesNotContain("epoch 1/4");
    assertThat(PowerCut.weights(out)).isEqualTo(PowerCut.weights(whole));
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
