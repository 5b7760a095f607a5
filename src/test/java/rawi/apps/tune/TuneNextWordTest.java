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

/** {@code rawi tune nextword} as its users meet it. */
class TuneNextWordTest {
  private static final List<String> WHO = List.of("le chat", "la poule", "un âne", "ma tante");
  private static final List<String> WHAT = List.of("mange du pain", "dort ici", "boit de l'eau");

  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void text() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      lines.add(WHO.get(i * 7 % WHO.size()) + " " + WHAT.get(i * 5 % WHAT.size()) + " .");
    }
    data = Files.write(folder.resolve("text.txt"), lines);
  }

  /** Two combinations on two folds. */
  private static Rawi tune(Path out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("tune", "nextword", "--data", data));
    arguments.addAll(List.of("--lang", "fr", "--folds", 2, "--out", out, "--embedding-dim", 4));
    arguments.addAll(List.of("--units", 4, "--batch", 2, "--bptt", 5, "--epochs", 2));
    arguments.addAll(List.of(more));
    return Rawi.run(arguments.toArray());
  }

  private static void assertRefused(Rawi run, int exit, String line) {
    assertThat(run.errLines().get(0)).isEqualTo("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void combinationsAreRankedByPerplexityAndTheCommandOfTheBestTrains() throws IOException {
    Rawi run = tune(folder.resolve("table"), "--grid", "learning-rate=0.0001,0.05");
    assertThat(run.exit()).isZero();
    List<String> lines = run.outLines();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0).strip().split(" +"))
        .containsExactly("perplexity", "std", "train", "learning-rate");
    assertThat(lines.get(1)).as("the lower first").endsWith(" 0.05");
    assertThat(lines.get(3)).startsWith("best: learning-rate=0.05: perplexity ");
    String command = lines.get(4);
    assertThat(command).startsWith("rawi nextword train --data " + data + " --lang fr");
    Path model = folder.resolve("best.rawi");
    String[] words = command.replace("nextword.rawi", model.toString()).split(" ");
    Object[] arguments = Arrays.copyOfRange(words, 1, words.length, Object[].class);
    assertThat(Rawi.run(arguments).exit()).isZero();
    assertThat(model).exists();
  }

  @Test
  void stoppedAndOnAgainItComesToTheSameJournal() throws IOException {
    Path out = folder.resolve("stopped");
    Object[] grid = {"--grid", "units=2,4", "--score", "accuracy", "--json"};
    Rawi whole = tune(out, grid);
    Path journal = out.resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(5);
    Files.write(journal, lines.subList(0, 2));
    Rawi resumed = tune(out, grid);
    assertThat(resumed.err()).contains("1 of them are in the journal");
    assertThat(resumed.out()).isEqualTo(whole.out());
    assertThat(Files.readAllLines(journal)).isEqualTo(lines);
  }

  @Test
  void foldsAreBlocksOfLinesEachJudgedOnce() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      lines.add("line " + i);
    }
    TextPortions portions = TextPortions.of("t", lines, 3, 1);
    List<String> judged = new ArrayList<>();
    for (int fold = 0; fold < 3; fold++) {
      portions.judged(fold).forEach(judged::add);
    }
    assertThat(judged).isEqualTo(lines);
  }

  @Test
  void aVocabularyThatIsVariedIsRemarkedOn() {
    Rawi run = tune(folder.resolve("words"), "--grid", "min-count=1,2");
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains(
            "min-count changes which words are known; perplexities of different vocabularies cannot be compared");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingRuns() throws IOException {
    Path out = folder.resolve("refused");
    assertRefused(
        tune(out, "--grid", "units=2,4", "--score", "macro-f1"),
        2,
        "--score: expected one of perplexity, accuracy, got 'macro-f1'");
    assertRefused(
        tune(out, "--grid", "filters=3"),
        2,
        "unknown hyper-parameter 'filters'; known: layer, layers, units, embedding-dim, tie,"
            + " softmax, dropout, min-count, max-words, epochs, batch, bptt, learning-rate, decay,"
            + " clip-norm, patience, train-share");
    Path small = Files.writeString(folder.resolve("small.txt"), "un\ndeux\n\ntrois\n");
    assertRefused(
        Rawi.run(
            "tune", "nextword", "--data", small, "--lang", "fr", "--grid", "units=2", "--out", out),
        1,
        small
            + ": expected at least 17 lines with a word for 5 folds, got 3; use fewer folds or a longer text");
    assertThat(out.resolve("journal.jsonl")).doesNotExist();
  }
}
