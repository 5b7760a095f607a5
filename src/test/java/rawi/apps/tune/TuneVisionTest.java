package rawi.apps.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;
import rawi.apps.vision.Bars;

/** {@code rawi tune vision} as its users meet it. */
class TuneVisionTest {
  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void pictures() {
    data = Bars.folder(folder.resolve("bars"), 12);
  }

  /** A search that takes a moment: four combinations on two folds. */
  private static Rawi tune(Path out, Object... more) {
    return tune(2, out, more);
  }

  private static Rawi tune(int folds, Path out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("tune", "vision", "--data", data));
    arguments.addAll(List.of("--folds", folds, "--out", out, "--image-size", 12, "--epochs", 3));
    arguments.addAll(List.of("--batch-size", 8, "--grid", "learning-rate=0.0001,0.01"));
    arguments.addAll(List.of(more));
    return Rawi.run(arguments.toArray());
  }

  @Test
  void theTableHasEveryCombinationAndTheCommandOfTheBestTrains() throws IOException {
    Path out = folder.resolve("table");
    Rawi run = tune(out, "--threads", 2, "--grid", "augment=none,flip+translate");
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> lines = run.outLines();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0).split(" +"))
        .contains("accuracy", "std", "train", "learning-rate", "augment");
    assertThat(lines.get(5)).startsWith("best: learning-rate=").contains("over 2 folds");
    String command = lines.get(6);
    assertThat(command)
        .startsWith("rawi vision train --data " + data + " --out vision.rawi --seed 42")
        .contains(" --image-size 12 ", "--epochs 3", "--batch-size 8")
        .doesNotContain("train-share", "--arch");
    Path model = folder.resolve("best.rawi");
    String[] words = command.replace("vision.rawi", model.toString()).split(" ");
    assertThat(Rawi.run(Arrays.copyOfRange(words, 1, words.length, Object[].class)).exit())
        .isZero();
    assertThat(model).exists();
    assertThat(run.err()).contains("8 runs", "run 8/8");
  }

  @Test
  void oneThreadAndTwoWriteTheSameJournalAndAStoppedSearchGoesOn() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Rawi first = tune(one, "--threads", 1, "--json");
    assertThat(tune(two, "--threads", 2, "--json").out()).isEqualTo(first.out());
    List<String> lines = Files.readAllLines(one.resolve("journal.jsonl"));
    assertThat(Files.readAllLines(two.resolve("journal.jsonl"))).isEqualTo(lines).hasSize(5);
    Files.write(two.resolve("journal.jsonl"), List.of(lines.get(0), lines.get(3)));
    Rawi resumed = tune(two, "--json");
    assertThat(resumed.err()).contains("1 of them are in the journal", "run 2/4");
    assertThat(resumed.out()).isEqualTo(first.out());
    Rawi grey = tune(two, "--channels", 3);
    assertThat(grey.exit()).isEqualTo(1);
    assertThat(grey.errLines()).last().asString().contains("is of another search: form there: ");
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    Path out = folder.resolve("none");
    assertRefused(
        tune(out, "--grid", "augment=spin"), 2, "augment: expected none or some of flip,");
    assertRefused(tune(out, "--grid", "augment=flip+flip"), 2, "augment: expected none or some of");
    assertRefused(tune(out, "--grid", "augment=a..b"), 2, "augment: expected some of flip");
    assertRefused(tune(out, "--grid", "arch=vgg"), 2, "arch: expected one of lenet5, small-vgg,");
    assertRefused(tune(out, "--grid", "arch=resnet18"), 2, "resnet18: expected images of at least");
    assertRefused(
        tune(13, out),
        1,
        data + ": label 'lying' has 12 images; 13 folds need at least 13 of each label");
    assertThat(out).doesNotExist();
  }

  private static void assertRefused(Rawi run, int exit, String line) {
    assertThat(run.errLines().get(0)).startsWith("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }
}
