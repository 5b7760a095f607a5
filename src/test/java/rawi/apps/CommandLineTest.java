package rawi.apps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.apps.sentiment.Reviews;

/** The program as its users meet it: streams, exit codes and the line that a mistake gets. */
class CommandLineTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static Path data;
  private static Path model;

  @BeforeAll
  static void aModel() {
    data = Reviews.file(folder);
    model = folder.resolve("fr.rawi");
    assertThat(Rawi.run(Reviews.training(data, model, "--epochs", 2)).exit()).isZero();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static Path file(String name, String text) throws IOException {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** One line on standard error and nothing on standard output. */
  private static void assertFailed(Rawi run, String line) {
    assertThat(run.errLines()).containsExactly("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
  }

  static Stream<Arguments> badData() {
    return Stream.of(
        Arguments.of(
            "no tab",
            "pos\tbon\nmauvais\n",
            "line 2: expected label<TAB>text, got no tab in 'mauvais'"),
        Arguments.of(
            "a blank line",
            "pos\tbon\n\nneg\tmal\n",
            "line 2: expected label<TAB>text, got a blank line"),
        Arguments.of(
            "no label", "pos\tbon\n\tmal\n", "line 2: expected a label before the tab in '\tmal'"),
        Arguments.of(
            "one class", "pos\tbon\npos\tbien\n", "expected at least two labels, got only 'pos'"),
        Arguments.of("blank", "\n \n", "expected lines of label<TAB>text, got none"),
        Arguments.of("empty", "", "is empty"),
        Arguments.of(
            "binary",
            "pos\tbon\nneg\tm\0l\n",
            "line 2: a zero byte at offset 13; expected UTF-8 text, got a binary or UTF-16 file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badData")
  void trainingDataThatIsWrongIsRefusedInOneLine(String name, String text, String line)
      throws IOException {
    Path bad = file("bad.tsv", text);
    Rawi run =
        Rawi.run(
            "sentiment",
            "train",
            "--lang",
            "fr",
            "--data",
            bad,
            "--out",
            folder.resolve("no.rawi"));
    assertFailed(run, bad + ": " + line);
    assertThat(folder.resolve("no.rawi")).doesNotExist();
  }

  @Test
  void aFileThatIsNotUtf8IsRefusedWithTheByte() throws IOException {
    Path latin = file("latin.tsv", "pos\tété\n".getBytes(StandardCharsets.ISO_8859_1));
    assertFailed(
        evaluate(latin),
        latin + ": line 1: not UTF-8: byte 0xE9 at offset 4; save the file as UTF-8");
    Path cut =
        file("cut.tsv", Arrays.copyOf("pos\tbon\nneg\té".getBytes(StandardCharsets.UTF_8), 13));
    assertFailed(
        evaluate(cut), cut + ": line 2: not UTF-8: byte 0xC3 at offset 12; save the file as UTF-8");
  }

  @Test
  void dataThatIsNotThereOrAFolderIsRefused() {
    assertFailed(evaluate(Path.of("nowhere.tsv")), "nowhere.tsv: there is no such file");
    assertFailed(evaluate(folder), folder + ": is a folder; expected a text file");
  }

  @Test
  void aLabelThatTrainingDidNotSeeIsRefusedWithItsLine() throws IOException {
    Path test = file("test.tsv", "pos\tbon\nneutre\tbof\n");
    String line = test + ": line 2: label 'neutre' was not seen in training; known: neg, pos";
    assertFailed(evaluate(test), line);
    assertFailed(
        Rawi.run(
            "sentiment",
            "train",
            "--lang",
            "fr",
            "--data",
            data,
            "--valid",
            test,
            "--out",
            folder.resolve("no.rawi")),
        line);
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreAccepted() throws IOException {
    Path windows = file("windows.tsv", "\uFEFFpos\tbon\r\nneg\tmauvais\r\n\r\n");
    Rawi run = evaluate(windows, "--json");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("{\"rows\":2,");
  }

  private static Rawi evaluate(Path test, Object... more) {
    Stream<Object> arguments = Stream.of("sentiment", "evaluate", "--model", model, "--data", test);
    return Rawi.run(Stream.concat(arguments, Stream.of(more)).toArray());
  }

  static Stream<Arguments> badModels() throws IOException {
    byte[] whole = Files.readAllBytes(model);
    byte[] altered = whole.clone();
    altered[indexOf(altered, "magnifique")] ^= 1;
    return Stream.of(
        Arguments.of("cut short", Arrays.copyOf(whole, whole.length / 2), "is not a whole zip"),
        Arguments.of("altered", altered, "vocabulary.txt: "),
        Arguments.of("of a newer version", newer(), "has format version 9, written by Rawi"),
        Arguments.of(
            "not a model", "label\ttext\n".getBytes(StandardCharsets.UTF_8), "is not a .rawi file"),
        Arguments.of("empty", new byte[0], "is empty"));
  }

  /** The model as a program to come would write it. */
  private static byte[] newer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile from = new ZipFile(model.toFile());
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        byte[] content = from.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("metadata.json")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content =
              text.replaceFirst("(\"formatVersion\" *: *)1", "$1" + 9)
                  .getBytes(StandardCharsets.UTF_8);
        }
        to.write(content);
        to.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    int i = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(i).as(text).isPositive();
    return i;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badModels")
  void aModelThatIsWrongIsRefusedInOneLine(String name, byte[] bytes, String line)
      throws IOException {
    Path bad = file("bad.rawi", bytes);
    Rawi run = Rawi.run("sentiment", "predict", "--model", bad, "bon");
    assertThat(run.errLines()).singleElement().asString().startsWith("rawi: " + bad + ": " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void aModelThatIsNotThereIsSaid() {
    assertFailed(
        Rawi.run("sentiment", "predict", "--model", "no.rawi", "bon"),
        "no.rawi: no such file; check the path");
  }

  @Test
  void anOutputFolderThatDoesNotExistIsSaidBeforeTraining() {
    Path out = folder.resolve("nowhere/m.rawi");
    String line =
        ": the folder "
            + folder.resolve("nowhere")
            + " does not exist; create it or choose another";
    assertFailed(Rawi.run(Reviews.training(data, out)), out + line);
    Path csv = folder.resolve("nowhere/h.csv");
    assertFailed(
        Rawi.run(Reviews.training(data, folder.resolve("no.rawi"), "--history", csv)), csv + line);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--units | 0 | --units: expected at least 1, got 0",
        "--epochs | -1 | --epochs: expected at least 1, got -1",
        "--learning-rate | 0 | --learning-rate: expected a number above 0, got 0.0",
        "--layer | foo | --layer: expected one of simplernn, lstm, gru, bilstm, bigru, got 'foo'",
        "--refit | maybe | --refit: expected one of on, off, got 'maybe'",
        "--lang | de | Unknown language 'de': expected one of fr, ar, auto.",
        "--units | many | Invalid value for option '--units': 'many' is not an int",
      })
  void aWrongOptionOfTrainingIsRefusedWithTheChoices(String option, String value, String line) {
    Object[] arguments = {"sentiment", "train", "--data", data, "--out", folder.resolve("no.rawi")};
    Stream<Object> lang = option.equals("--lang") ? Stream.of() : Stream.of("--lang", "fr");
    Rawi run =
        Rawi.run(
            Stream.of(Stream.of(arguments), lang, Stream.<Object>of(option, value))
                .flatMap(s -> s)
                .toArray());
    assertThat(run.errLines())
        .containsExactly("rawi: " + line, "See 'rawi sentiment train --help'.");
    assertThat(run.exit()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads | 0 | --threads: expected at least 1, got 0",
        "--backend | foo | --backend: expected one of auto, cpu, gpu, got 'foo'.",
      })
  void aWrongGlobalOptionIsRefusedByEveryCommand(String option, String value, String line) {
    for (String command : List.of("devices", "tokenize")) {
      Rawi run = Rawi.run(command, option, value);
      assertThat(run.errLines())
          .containsExactly("rawi: " + line, "See 'rawi " + command + " --help'.");
      assertThat(run.exit()).isEqualTo(2);
    }
  }

  @Test
  void whatIsMissingOrUnknownIsNamedWithWhatWasMeantPerhaps() {
    assertUsage(
        Rawi.run("sentiment", "evaluate", "--model", model),
        "Missing required option: '--data=T.tsv'");
    assertUsage(
        Rawi.run("sentiment", "predict", "--model", model), "Missing required parameter: 'TEXT|-'");
    assertUsage(
        Rawi.run("sentiment"),
        "expected one of train, evaluate, predict, faithfulness, benchmark, ablation after 'rawi sentiment'");
    assertUsage(
        Rawi.run("devises"),
        "Unmatched argument at index 0: 'devises'",
        "Did you mean: rawi devices");
    assertUsage(
        Rawi.run("devices", "--thread", "2"),
        "Unknown options: '--thread', '2'",
        "Possible solutions: --threads");
  }

  private static void assertUsage(Rawi run, String... lines) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).hasSize(lines.length + 1);
    for (int i = 0; i < lines.length; i++) {
      assertThat(run.errLines().get(i)).startsWith((i == 0 ? "rawi: " : "") + lines[i]);
    }
    assertThat(run.errLines()).last().asString().matches("See 'rawi.* --help'\\.");
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "demo",
    "devices",
    "tokenize",
    "tokenize run",
    "tokenize train",
    "tokenize train-opennlp",
    "tokenize evaluate",
    "bench",
    "sentiment",
    "sentiment train",
    "sentiment evaluate",
    "sentiment predict",
    "sentiment faithfulness",
    "sentiment benchmark",
    "sentiment ablation"
  })
  void everyCommandHasHelpAndTheVersion(String command) {
    Object[] words = Stream.of(command.split(" ")).filter(w -> !w.isEmpty()).toArray();
    Rawi help = Rawi.run(Stream.concat(Stream.of(words), Stream.of("--help")).toArray());
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: rawi" + (command.isEmpty() ? "" : " " + command));
    assertThat(help.out().indexOf("--help ")).isLessThan(help.out().indexOf("      --backend="));
    assertThat(Rawi.run(Stream.concat(Stream.of(words), Stream.of("-V")).toArray()).out())
        .startsWith("rawi ");
  }

  @Test
  void helpOfTrainingTellsTheDefaults() {
    assertThat(Rawi.run("sentiment", "train", "--help").out())
        .contains("Default: bilstm.", "Default: 0.002.", "Default: every tenth row of");
  }

  @Test
  void resultsInJsonAreOneObjectALineAndNothingElse() throws IOException {
    Rawi predicted =
        Rawi.fed("bon\n\nmal 😡\n", "--json", "sentiment", "predict", "--model", model, "-");
    assertThat(predicted.outLines()).hasSize(3);
    for (String line : predicted.outLines()) {
      assertThat(names(line)).containsExactly("text", "label", "probabilities");
    }
    Rawi explained =
        Rawi.run("sentiment", "predict", "--model", model, "--explain", "--json", "L'été");
    assertThat(names(explained.out())).containsExactly("text", "label", "probabilities", "tokens");
    assertThat(fieldNames(JSON.readTree(explained.out()).path("tokens").path(1)))
        .containsExactly("text", "start", "end", "weight");
    Rawi trained =
        Rawi.run(Reviews.training(data, folder.resolve("json.rawi"), "--epochs", 1, "--json"));
    assertThat(trained.outLines()).hasSize(1);
    assertThat(names(trained.out())).contains("model", "labels", "history");
    assertThat(trained.err()).contains("epoch 1/1");
  }

  @Test
  void evaluationInJsonHasTheFieldsOfItsContract() throws IOException {
    Rawi run = evaluate(data, "--json");
    assertThat(run.outLines()).hasSize(1);
    assertThat(names(run.out()))
        .containsExactly(
            "rows",
            "accuracy",
            "macroF1",
            "loss",
            "ece",
            "labels",
            "confusion",
            "perClass",
            "macro",
            "weighted",
            "topK",
            "notes");
    JsonNode report = JSON.readTree(run.out());
    assertThat(fieldNames(report.path("perClass").path(0)))
        .containsExactly("label", "precision", "recall", "f1", "support", "specificity", "rocAuc");
    assertThat(fieldNames(report.path("weighted")))
        .containsExactly("precision", "recall", "f1", "specificity", "rocAuc");
    assertThat(report.path("macro").path("rocAuc").isNumber()).isTrue();
  }

  @Test
  void trainingAndEvaluationDrawTheirPictures() throws IOException {
    Path epochs = folder.resolve("epochs.svg");
    Path confusion = folder.resolve("confusion.png");
    Path roc = folder.resolve("roc.svg");
    Path drawn = folder.resolve("drawn.rawi");
    assertThat(Rawi.run(Reviews.training(data, drawn, "--epochs", 1, "--plot", epochs)).exit())
        .isZero();
    assertThat(evaluate(data, "--plot", confusion, "--plot-roc", roc).exit()).isZero();
    assertThat(Files.readString(epochs)).contains("<svg");
    assertThat(Files.readString(roc)).contains("<svg");
    assertThat(Files.size(confusion)).isGreaterThan(1000);
    Rawi refused = evaluate(data, "--plot", folder.resolve("confusion.jpg"));
    assertThat(refused.errLines().get(0))
        .endsWith("confusion.jpg: expected a name that ends in .svg or .png");
    assertThat(refused.exit()).isEqualTo(2);
  }

  @Test
  void devicesAndTokensInJsonHaveTheFieldsOfTheirContract() throws IOException {
    Rawi devices = Rawi.run("devices", "--json");
    assertThat(devices.outLines()).hasSize(1);
    assertThat(names(devices.out())).containsExactly("backend", "reason", "threads", "blas", "gpu");
    Rawi tokens = Rawi.fed("L'été\nكتاب\n", "tokenize", "--json");
    assertThat(tokens.outLines()).hasSize(2);
    assertThat(names(tokens.outLines().get(1))).containsExactly("text", "language", "tokens");
    assertThat(fieldNames(JSON.readTree(tokens.outLines().get(1)).path("tokens").path(0)))
        .containsExactly(
            "text",
            "normalized",
            "start",
            "end",
            "codePointStart",
            "codePointEnd",
            "kind",
            "script");
  }

  @Test
  void tokenizeRunsWithAndWithoutTheNameOfItsSubcommand() {
    Rawi named = Rawi.fed("L'été\n", "tokenize", "run", "--lang", "fr");
    assertThat(named.out()).isEqualTo("L' été\n");
    assertThat(Rawi.fed("L'été\n", "tokenize", "--lang", "fr")).isEqualTo(named);
    assertUsage(
        Rawi.fed("L'été\n", "tokenize", "--lang", "fr", "run"),
        "--lang: expected after 'rawi tokenize run'");
  }

  private static List<String> names(String json) throws IOException {
    JsonNode object = JSON.readTree(json);
    assertThat(object.isObject()).as(json).isTrue();
    return fieldNames(object);
  }

  private static List<String> fieldNames(JsonNode object) {
    return object.properties().stream().map(e -> e.getKey()).toList();
  }

  @Test
  void globalOptionsMayStandBeforeAndAfterTheCommand() {
    Rawi before = Rawi.run("--threads", 1, "--json", "devices");
    assertThat(before.out()).contains("\"threads\":1,");
    assertThat(Rawi.run("devices", "--threads", 1, "--json")).isEqualTo(before);
  }

  @Test
  void quietLeavesOnlyResults() {
    Path out = folder.resolve("quiet.rawi");
    Rawi run = Rawi.run(Reviews.training(data, out, "--epochs", 1, "--quiet"));
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(out + ": 20 texts, ");
  }

  @Test
  void textsAreReadAndWrittenInUtf8() {
    assertThat(
            Rawi.fed("فيلم جميل 😊\nété\n", "sentiment", "predict", "--model", model, "-")
                .outLines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("\tفيلم جميل 😊"),
            line -> assertThat(line).endsWith("\tété"));
  }

  @Test
  void aReaderThatHasHadEnoughEndsTheRunQuietly() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Rawi.run(new Endless(), new Closing(), err, "sentiment", "predict", "--model", model, "-");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(exit).isZero();
  }

  /** The same line again and again. */
  private static final class Endless extends FilterInputStream {
    Endless() {
      super(InputStream.nullInputStream());
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
      byte[] line = "un film magnifique\n".getBytes(StandardCharsets.UTF_8);
      int read = Math.min(count, line.length);
      System.arraycopy(line, 0, bytes, from, read);
      return read;
    }

    @Override
    public int available() {
      return 1;
    }
  }

  /** A pipe whose reader goes away after the first write. */
  private static final class Closing extends OutputStream {
    private int written;

    @Override
    public void write(int b) throws IOException {
      if (written++ > 100) {
        throw new IOException("Broken pipe");
      }
    }
  }
}
