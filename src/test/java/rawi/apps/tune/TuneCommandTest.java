package rawi.apps.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.Rawi;
import rawi.apps.sentiment.Reviews;

/** {@code rawi tune sentiment} as its users meet it. */
class TuneCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void rows() {
    data = Reviews.file(folder);
  }

  /** A search that takes a moment: four combinations on two folds. */
  private static Rawi tune(Path out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("tune", "sentiment", "--data", data));
    arguments.addAll(List.of("--lang", "fr", "--folds", 2, "--out", out, "--embedding-dim", 4));
    arguments.addAll(List.of("--epochs", 2, "--grid", "units=2,4"));
    arguments.addAll(List.of("--grid", "learning-rate=0.003,0.03"));
    arguments.addAll(List.of(more));
    return Rawi.run(arguments.toArray());
  }

  private static void assertRefused(Rawi run, int exit, String line) {
    assertThat(run.errLines().get(0)).isEqualTo("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void theTableHasEveryCombinationAndTheCommandOfTheBestTrains() throws IOException {
    Path out = folder.resolve("table");
    Rawi run = tune(out, "--threads", 2);
    assertThat(run.exit()).isZero();
    List<String> lines = run.outLines();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(0).split(" +"))
        .contains("accuracy", "std", "train", "units", "learning-rate");
    assertThat(lines.get(5)).startsWith("best: units=");
    assertThat(lines.get(5)).contains("over 2 folds");
    String command = lines.get(6);
    assertThat(command)
        .startsWith("rawi sentiment train --data " + data + " --lang fr --out sentiment.rawi")
        .contains("--embedding-dim 4", "--epochs 2")
        .doesNotContain("train-share");
    Path model = folder.resolve("best.rawi");
    String[] words = command.replace("sentiment.rawi", model.toString()).split(" ");
    Object[] arguments = Arrays.copyOfRange(words, 1, words.length, Object[].class);
    assertThat(Rawi.run(arguments).exit()).isZero();
    assertThat(model).exists();
    assertThat(Files.readAllLines(out.resolve("results.tsv"))).hasSize(5);
    assertThat(run.err()).contains("8 runs", "run 8/8");
  }

  @Test
  void oneThreadAndTwoWriteTheSameJournalToTheLastByte() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Rawi first = tune(one, "--threads", 1, "--json");
    Rawi second = tune(two, "--threads", 2, "--json");
    assertThat(first.out()).isEqualTo(second.out());
    assertThat(Files.readString(one.resolve("journal.jsonl")))
        .isEqualTo(Files.readString(two.resolve("journal.jsonl")));
  }

  @Test
  void aSearchThatWasStoppedGoesOnToTheSameResults() throws IOException {
    Path out = folder.resolve("stopped");
    Rawi whole = tune(out, "--json");
    Path journal = out.resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).hasSize(9);
    List<String> left = new ArrayList<>(List.of(lines.get(0), lines.get(3), lines.get(7)));
    Files.write(journal, left);
    Rawi resumed = tune(out, "--json");
    assertThat(resumed.err()).contains("2 of them are in the journal", "run 3/8");
    assertThat(resumed.out()).isEqualTo(whole.out());
    assertThat(Files.readAllLines(journal)).isEqualTo(lines);
    Rawi again = tune(out, "--json");
    assertThat(again.out()).isEqualTo(whole.out());
    assertThat(again.err()).doesNotContain("run 1/8");
  }

  @Test
  void jsonHasMeanAndSpreadOfTheFolds() throws IOException {
    Object[] byLoss = {"--score", "loss", "--json"};
    JsonNode json = JSON.readTree(tune(folder.resolve("json"), byLoss).out());
    assertThat(json.path("trials")).hasSize(4);
    JsonNode trial = json.path("trials").get(2);
    assertThat(trial.path("parameters").toString())
        .isEqualTo("{\"units\":4,\"learning-rate\":0.003}");
    double a = trial.path("folds").get(0).asDouble();
    double b = trial.path("folds").get(1).asDouble();
    assertThat(trial.path("mean").asDouble()).isEqualTo((a + b) / 2, within(1e-12));
    assertThat(trial.path("spread").asDouble()).isEqualTo(Math.abs(a - b) / 2, within(1e-12));
    assertThat(json.path("best").path("command").asText()).startsWith("rawi sentiment train");
    double best = json.path("best").path("mean").asDouble();
    json.path("trials")
        .forEach(t -> assertThat(t.path("mean").asDouble()).isGreaterThanOrEqualTo(best));
  }

  @Test
  void aJournalOfAnotherSearchOrNoneAtAllIsRefused() throws IOException {
    Path out = folder.resolve("other");
    assertThat(tune(out).exit()).isZero();
    Path journal = out.resolve("journal.jsonl");
    assertRefused(
        tune(out, "--seed", 43),
        1,
        journal
            + ": is of another search: seed there: 42; here: 43; remove it or name another --out");
    assertRefused(
        Rawi.run(
            "tune",
            "sentiment",
            "--data",
            data,
            "--lang",
            "fr",
            "--folds",
            2,
            "--out",
            out,
            "--embedding-dim",
            4,
            "--epochs",
            2,
            "--grid",
            "units=2,8"),
        1,
        journal
            + ": is of another search: candidates there: grid units=2,4 learning-rate=0.003,0.03;"
            + " here: grid units=2,8; remove it or name another --out");
    Files.writeString(journal, Files.readString(journal).replace("\"fold\":1", "\"fold\""));
    Rawi broken = tune(out);
    assertThat(broken.err()).startsWith("rawi: ");
    assertThat(broken.errLines().get(broken.errLines().size() - 1))
        .startsWith("rawi: " + journal + ": line 3: expected a JSON object")
        .endsWith("it is not a journal of this search: remove it or name another --out");
    assertThat(broken.exit()).isEqualTo(1);
  }

  @Test
  void randomPointsDifferAndThoseOfFewerAreTheFirstOfMore() throws IOException {
    Object[] fixed = {"--epochs", 1, "--threads", 2, "--json"};
    JsonNode three = random(folder.resolve("three"), 3, fixed);
    JsonNode two = random(folder.resolve("two-of-three"), 2, fixed);
    assertThat(three.path("trials")).hasSize(3).doesNotHaveDuplicates();
    for (int i = 0; i < 2; i++) {
      assertThat(two.path("trials").get(i)).isEqualTo(three.path("trials").get(i));
    }
    three
        .path("trials")
        .forEach(
            t -> {
              assertThat(t.path("parameters").path("units").asInt()).isBetween(2, 6);
              assertThat(t.path("parameters").path("dropout").asDouble()).isBetween(0.1, 0.2);
            });
  }

  private static JsonNode random(Path out, int count, Object... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("tune", "sentiment", "--data", data));
    arguments.addAll(List.of("--folds", 2, "--out", out, "--random", count, "--embedding-dim", 4));
    arguments.addAll(List.of("--grid", "units=2..6", "--grid", "dropout=0.1..0.2"));
    arguments.addAll(List.of(more));
    return JSON.readTree(Rawi.run(arguments.toArray()).out());
  }

  @Test
  void aPictureMayGoIntoTheFolderThatTheSearchMakes() {
    Path out = folder.resolve("made");
    Path picture = out.resolve("p.svg");
    Object[] arguments = {
      "tune",
      "sentiment",
      "--data",
      data,
      "--folds",
      2,
      "--grid",
      "units=2,3",
      "--embedding-dim",
      2,
      "--epochs",
      1,
      "--out",
      out,
      "--plot",
      picture
    };
    Rawi run = Rawi.run(arguments);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(picture).exists();
    arguments[arguments.length - 1] = folder.resolve("nowhere").resolve("p.svg");
    assertThat(Rawi.run(arguments).errLines().get(0)).contains("nowhere does not exist");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
    Path out = folder.resolve("unmade");
    Object[] grid = {"tune", "sentiment", "--lang", "fr", "--grid", "units=-3", "--out", out};
    assertRefused(Rawi.run(grid), 2, "units: expected at least 1, got -3");
    Object[] folds = {
      "tune", "sentiment", "--lang", "fr", "--grid", "units=3", "--folds", 1, "--out", out
    };
    assertRefused(Rawi.run(folds), 2, "--folds: expected at least 2, got 1");
    assertThat(out).doesNotExist();
  }

  @Test
  void aLearningCurveIsASearchOverTheShareOfTheRows() throws IOException {
    Path picture = folder.resolve("curve.svg");
    Rawi run =
        Rawi.run(
            "tune",
            "sentiment",
            "--data",
            data,
            "--folds",
            2,
            "--grid",
            "train-share=0.8,1",
            "--units",
            2,
            "--embedding-dim",
            2,
            "--epochs",
            1,
            "--out",
            folder.resolve("curve"),
            "--plot",
            picture);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Files.readString(picture)).contains("<svg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unit=3 | unknown hyper-parameter 'unit'; known: layer, units, embedding-dim, dropout, word-dropout, min-count, max-words, ngram-buckets, wide-strength, refit, epochs, batch, learning-rate, clip-norm, patience, train-share
          units | --grid: expected NAME=V1,V2 or NAME=LOW..HIGH, got 'units'
          units=x | units: expected a whole number, got 'x'
          units=0 | units: expected at least 1, got 0
          units=3,3 | units: 3 stands twice in the grid
          units=3..9 | units: a range can only be drawn from; add --random N
          units=9..3 | units: expected a range that rises, got 9..3
          layer=a..b | layer: expected some of simplernn, lstm, gru, bilstm, bigru, got a range
          layer=rnn | layer: expected one of simplernn, lstm, gru, bilstm, bigru, got 'rnn'
          train-share=2 | train-share: expected a share above 0, at most 1, got 2.0
          """)
  void aGridThatCannotBeIsWrongUsage(String grid, String line) {
    Rawi run =
        Rawi.run("tune", "sentiment", "--data", data, "--grid", grid, "--out", folder.resolve("n"));
    assertRefused(run, 2, line);
  }

  @Test
  void whatElseCannotBeIsRefusedInOneLine() throws IOException {
    assertRefused(
        Rawi.run("tune", "sentiment", "--data", data),
        2,
        "expected --grid NAME=V1,V2 or --random N; the names are layer, units, embedding-dim,"
            + " dropout, word-dropout, min-count, max-words, ngram-buckets, wide-strength, refit,"
            + " epochs, batch, learning-rate, clip-norm, patience, train-share");
    assertRefused(folds(1), 2, "--folds: expected at least 2, got 1");
    assertRefused(
        tune(folder.resolve("n"), "--score", "f2"),
        2,
        "--score: expected one of accuracy, macro-f1, loss, got 'f2'");
    assertRefused(
        folds(12), 1, data + ": label 'neg' has 10 rows; 12 folds need at least 12 of each label");
    assertThat(tune(folder.resolve("n"), "--plot", "x.svg").err())
        .contains("--plot: expected one --grid, of numbers, got [units, learning-rate]");
    assertRefused(
        Rawi.run("tune"), 2, "expected one of sentiment, nextword, vision after 'rawi tune'");
  }

  private static Rawi folds(int count) {
    return Rawi.run(
        "tune",
        "sentiment",
        "--data",
        data,
        "--grid",
        "units=2",
        "--folds",
        count,
        "--out",
        folder.resolve("n"));
  }

  @Test
  void aCombinationThatGoesOutOfBoundsIsNamedAndComesLast() {
    Rawi run =
        Rawi.run(
            "tune",
            "sentiment",
            "--data",
            data,
            "--folds",
            2,
            "--units",
            2,
            "--embedding-dim",
            2,
            "--epochs",
            2,
            "--grid",
            "learning-rate=1.0E38,0.01",
            "--out",
            folder.resolve("bounds"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.outLines().get(1)).contains("0.01");
    assertThat(run.outLines().get(2)).contains("1.0E38");
    assertThat(run.outLines().get(3)).startsWith("best: learning-rate=0.01");
  }
}
