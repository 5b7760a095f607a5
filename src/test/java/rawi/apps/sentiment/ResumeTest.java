package rawi.apps.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.PowerCut;
import rawi.apps.Rawi;
import rawi.apps.models.Checkpoint;
import rawi.nn.saving.RawiFile;

/** A training run that was interrupted, and its resumption. */
class ResumeTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void rows() {
    data = Reviews.file(folder);
    out = folder.resolve("m.rawi");
  }

  private Rawi train(Path file, Object... more) {
    return Rawi.run(arguments(file, more));
  }

  private Object[] arguments(Path file, Object... more) {
    return Stream.concat(
            Stream.of(Reviews.training(data, file, "--epochs", 4, "--learning-rate", 0.02)),
            Stream.of(more))
        .toArray();
  }

  private void interrupted() {
    PowerCut.during(arguments(out));
  }

  @Test
  void itReachesTheVeryWeightsOfAnUninterruptedRun() {
    Path whole = folder.resolve("whole.rawi");
    assertThat(train(whole).exit()).isZero();
    interrupted();
    Rawi resumed = train(out, "--resume");
    assertThat(resumed.errLines().get(0)).isEqualTo("resumed after epoch 2");
    assertThat(resumed.errLines().get(1)).startsWith("computing on cpu");
    assertThat(resumed.errLines()).hasSize(4); // and epochs 3 and 4
    assertThat(PowerCut.weights(out)).isEqualTo(PowerCut.weights(whole));
    assertThat(Checkpoint.beside(out)).doesNotExist();
  }

  @Test
  void whatStoodUnderTheModelsNameStaysAndNothingElseIsLeft() throws IOException {
    Files.writeString(out, "an older model");
    interrupted();
    assertThat(out).hasContent("an older model");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(data, out, Checkpoint.beside(out));
    }
  }

  @Test
  void withoutACheckpointItIsRefused() {
    assertThat(train(out, "--resume").errLines())
        .containsExactly(
            "rawi: "
                + Checkpoint.beside(out)
                + ": there is no such checkpoint to resume; start without --resume");
  }

  @ParameterizedTest
  @CsvSource({"--seed,7,seed 42", "--batch,8,batch 32", "--layer,lstm,layer BILSTM"})
  void aCheckpointOfOtherOptionsIsRefusedByName(String option, String value, String was) {
    interrupted();
    Rawi run = train(out, "--resume", option, value);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .startsWith("rawi: " + Checkpoint.beside(out) + ": was made with " + was + ", this run");
  }

  @Test
  void aCheckpointOfOtherDataIsRefused() throws IOException {
    interrupted();
    Files.writeString(data, Reviews.lines() + "pos\tencore une\n");
    assertThat(train(out, "--resume").errLines())
        .singleElement()
        .asString()
        .contains("was made with trainSha256 ", "resume with the same data and options");
  }

  @Test
  void startingAgainInsteadSaysThatTheCheckpointIsLost() {
    interrupted();
    Rawi again = train(out);
    assertThat(again.errLines().get(0))
        .isEqualTo(Checkpoint.beside(out) + " is of an interrupted run and will be written over");
    assertThat(again.exit()).isZero();
  }

  @Test
  void ctrlCEndsTheProcessWithALineThatSaysHowToGoOn() throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dfile.encoding=UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "rawi.apps.Main"),
                Stream.of(
                        Reviews.training(data, out, "--epochs", 1_000_000, "--patience", 1_000_000))
                    .map(Object::toString))
            .toList();
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (process.isAlive() && !Files.readString(err).contains("epoch 3/")) {
        Thread.sleep(20);
      }
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor()).isNotZero();
    assertThat(Files.readAllLines(err))
        .last()
        .asString()
        .matches(
            "rawi: interrupted after epoch \\d+; the same command with --resume goes on from there");
    assertThat(out).doesNotExist();
    assertThat(RawiFile.read(Checkpoint.beside(out)).kind()).isEqualTo("sentiment-checkpoint");
  }
}
