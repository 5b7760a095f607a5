package rawi.apps.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import rawi.apps.Rawi;

/** {@code rawi embeddings} as its users meet it. */
class EmbeddingsCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static Path text;
  private static Path vectors;
  private static Path subwords;

  /** A text of two topics in two scripts, and vectors learnt from it. */
  @BeforeAll
  static void learn() throws IOException {
    List<List<String>> topics =
        List.of(
            List.of("La Mer", "bateau", "voile", "port", "marin", "vague"),
            List.of("كِتاب", "قلم", "مدرسة", "درس", "معلّم", "صفحة"));
    SplittableRandom random = new SplittableRandom(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      List<String> topic = topics.get(i % 2);
      List<String> words = new ArrayList<>();
      for (int n = 0; n < 8; n++) {
        words.add(topic.get(random.nextInt(topic.size())));
      }
      lines.add(String.join(" ", words));
    }
    text = Files.write(folder.resolve("t.txt"), lines);
    vectors = folder.resolve("v.vec");
    subwords = folder.resolve("s.rvec");
    assertThat(train(vectors, "skipgram").exit()).isZero();
    assertThat(train(subwords, "fasttext").exit()).isZero();
  }

  private static Rawi train(Path out, String method, Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "embeddings",
                "train",
                "--data",
                text,
                "--out",
                out,
                "--method",
                method,
                "--dim",
                16,
                "--epochs",
                6,
                "--sample",
                0,
                "--threads",
                1));
    all.addAll(List.of(more));
    return Rawi.run(all.toArray());
  }

  private static Rawi ask(String command, Object... more) {
    return askOf(vectors, command, more);
  }

  private static Rawi askOf(Path file, String command, Object... more) {
    List<Object> all = new ArrayList<>(List.of("embeddings", command, "--vectors", file));
    all.addAll(List.of(more));
    return Rawi.run(all.toArray());
  }

  private static void assertFailed(Rawi run, String line) {
    assertThat(run.errLines()).containsExactly("rawi: " + line);
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
  }

  private static void assertWrongUsage(Rawi run, String line) {
    assertThat(run.errLines().get(0)).isEqualTo("rawi: " + line);
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  @DisplayName("train says what it read, counts words a second for each epoch, and gives JSON")
  void training() throws IOException {
    Rawi run = train(folder.resolve("j.bin"), "cbow", "--json");
    assertThat(run.exit()).isZero();
    JsonNode json = JSON.readTree(run.out());
    assertThat(json.get("words").asInt()).isEqualTo(13);
    assertThat(json.get("dimensions").asInt()).isEqualTo(16);
    assertThat(json.get("wordsPerSecond").asDouble()).isPositive();
    assertThat(json.get("tokens").asLong()).isGreaterThan(3200);
    assertThat(run.errLines().get(0))
        .startsWith(text + ": ")
        .contains("13 of them different; 13 are learnt");
    assertThat(run.errLines().subList(1, run.errLines().size()))
        .allMatch(line -> line.matches("epoch \\d/6  [\\d,]+ words/s  [\\d.]+ s"))
        .isNotEmpty();
    assertThat(train(folder.resolve("q.vec"), "cbow", "--quiet").err()).isEmpty();
  }

  @Test
  @DisplayName("on one thread the same seed gives the same file, another seed another")
  void seeds() throws IOException {
    Path again = folder.resolve("again.vec");
    Path other = folder.resolve("other.vec");
    train(again, "skipgram");
    train(other, "skipgram", "--seed", 7);
    assertThat(again).hasSameBinaryContentAs(vectors);
    assertThat(Files.mismatch(other, vectors)).isNotEqualTo(-1);
  }

  @Test
  @DisplayName("the nearest words, as text, as JSON, for several words and for lines of input")
  void nearest() throws IOException {
    Rawi one = ask("nearest", "--top", 3, "bateau");
    assertThat(one.outLines()).hasSize(3).allMatch(line -> line.matches("  0\\.\\d{4}  \\S+"));
    JsonNode json = JSON.readTree(ask("nearest", "--json", "--top", 5, "قلم").out());
    assertThat(json.get("word").asText()).isEqualTo("قلم");
    assertThat(json.get("neighbours")).hasSize(5);
    assertThat(json.at("/neighbours/0/similarity").asDouble()).isBetween(0.5, 1.0);
    List<String> words = new ArrayList<>();
    json.get("neighbours").forEach(n -> words.add(n.get("word").asText()));
    assertThat(words).containsExactlyInAnyOrder("كتاب", "مدرسه", "درس", "معلم", "صفحه");
    Rawi lines =
        Rawi.fed("bateau\nقلم\n", "embeddings", "nearest", "--vectors", vectors, "--json", "-");
    assertThat(lines.outLines()).hasSize(2);
    Rawi screened = ask("nearest", "--json", "--top", 5, "--screened", "قلم");
    assertThat(JSON.readTree(screened.out())).isEqualTo(json);
  }

  @Test
  @DisplayName("a word is found as typed, else as it is normalized, and that is said")
  void normalized() {
    Rawi run = ask("nearest", "--top", 1, "مدرسةٌ");
    assertThat(run.errLines()).containsExactly("'مدرسةٌ' is taken for 'مدرسه'");
    assertThat(ask("similarity", "Mer", "mer").out()).isEqualTo("1.0000\n");
  }

  @Test
  @DisplayName("a word that is unknown is refused; with sub-words it is composed, and that is said")
  void unknown() {
    assertFailed(ask("nearest", "avion"), vectors + ": 'avion' is not among its 13 words");
    assertFailed(ask("nearest", ""), vectors + ": '' is not among its 13 words");
    Rawi composed = askOf(subwords, "nearest", "--top", 1, "bateaux");
    assertThat(composed.outLines()).hasSize(1);
    assertThat(composed.errLines())
        .containsExactly("'bateaux' is not among the words; it is composed of its sub-words");
    assertFailed(
        askOf(subwords, "nearest", "zzz"),
        subwords + ": 'zzz' is not among its 13 words, nor are its sub-words known");
  }

  @Test
  @DisplayName("an unknown word among several is named, the others are answered, exit code 1")
  void unknownAmongSeveral() {
    Rawi run = ask("nearest", "--top", 1, "bateau", "avion", "port", "--quiet");
    assertThat(run.outLines()).hasSize(4).contains("bateau", "port");
    assertThat(run.errLines())
        .containsExactly("rawi: " + vectors + ": 'avion' is not among its 13 words");
    assertThat(run.exit()).isEqualTo(1);
    Rawi lines =
        Rawi.fed("avion\nport\n", "embeddings", "nearest", "--vectors", vectors, "--json", "-");
    assertThat(lines.outLines()).singleElement().asString().contains("port");
    assertThat(lines.errLines()).singleElement().asString().contains("'avion'");
    assertThat(lines.exit()).isEqualTo(1);
    assertFailed(
        Rawi.fed("", "embeddings", "nearest", "--vectors", vectors, "-"),
        "standard input: is empty");
  }

  @Test
  @DisplayName("one word is called one word")
  void oneWord() throws IOException {
    Path one = Files.writeString(folder.resolve("one.vec"), "1 2\nmer 1 2\n");
    assertFailed(askOf(one, "nearest", "port"), one + ": 'port' is not among its 1 word");
    Path copy = folder.resolve("copy.vec");
    assertThat(askOf(one, "convert", "--out", copy).out())
        .isEqualTo(copy + ": 1 word, 2 dimensions\n");
    Path picture = folder.resolve("one.svg");
    assertThat(askOf(one, "plot", "--out", picture).out()).isEqualTo(picture + ": 1 word\n");
  }

  @Test
  @DisplayName("analogy, similarity and the odd one out, as text and as JSON")
  void questions() throws IOException {
    JsonNode analogy = JSON.readTree(ask("analogy", "--json", "bateau", "voile", "قلم").out());
    assertThat(analogy.get("answers")).hasSize(5);
    assertThat(analogy.get("c").asText()).isEqualTo("قلم");
    assertThat(ask("analogy", "--method", "mul", "--top", 2, "bateau", "voile", "قلم").outLines())
        .hasSize(2);
    JsonNode similarity = JSON.readTree(ask("similarity", "--json", "bateau", "bateau").out());
    assertThat(similarity.get("similarity").asDouble()).isCloseTo(1, within(1e-6));
    Rawi odd = ask("odd-one-out", "--json", "bateau", "voile", "قلم", "port");
    JsonNode json = JSON.readTree(odd.out());
    assertThat(json.get("odd").asText()).isEqualTo("قلم");
    assertThat(json.get("words")).hasSize(4);
    assertThat(ask("odd-one-out", "bateau", "voile", "قلم").outLines().get(0)).endsWith("قلم");
  }

  @Test
  @DisplayName("evaluate states Spearman's correlation and accuracy with how much is covered")
  void evaluate() throws IOException {
    Path pairs =
        Files.writeString(
            folder.resolve("p.txt"),
            "# words:score\nbateau:voile:9:n:n\nBateau:قلم:1:n:n\nmarin:vague:8\nrien:port:3\n");
    JsonNode json = JSON.readTree(ask("evaluate", "--json", "--pairs", pairs).out());
    assertThat(json.get("pairs").asInt()).isEqualTo(4);
    assertThat(json.get("covered").asInt()).isEqualTo(3);
    assertThat(json.get("coverage").asDouble()).isEqualTo(0.75);
    assertThat(json.get("spearman").asDouble()).isBetween(0.4, 1.0);
    assertThat(ask("evaluate", "--pairs", pairs).out())
        .matches("Spearman [\\d.]+ on 3 of 4 pairs\\R");
    Path analogies =
        Files.writeString(
            folder.resolve("a.txt"),
            ": un\nbateau voile port Marin\nbateau voile port avion\n: deux\na b c d\n");
    JsonNode score = JSON.readTree(ask("evaluate", "--json", "--analogies", analogies).out());
    assertThat(score.get("questions").asInt()).isEqualTo(3);
    assertThat(score.get("covered").asInt()).isEqualTo(1);
    assertThat(score.get("sections")).hasSize(2);
    assertThat(score.at("/sections/1/section").asText()).isEqualTo("deux");
    assertThat(ask("evaluate", "--analogies", analogies).outLines())
        .hasSize(3)
        .allMatch(line -> line.matches("[01]\\.\\d{4}  \\d of \\d covered, of \\d: .*"));
  }

  static Stream<Arguments> brokenBenchmarks() {
    return Stream.of(
        Arguments.of(
            "--pairs",
            "bateau:voile\n",
            "line 1: expected two words and a score, got 'bateau:voile'"),
        Arguments.of(
            "--pairs", "a b 1\nword1 word2 mean\n", "line 2: expected a score, got 'mean'"),
        Arguments.of("--pairs", "a\tb\tNaN\n", "line 1: expected a score, got 'NaN'"),
        Arguments.of(
            "--pairs", "\n# nothing\n", "expected lines of two words and a score, got none"),
        Arguments.of(
            "--analogies", ": s\na b c\n", "line 2: expected four words, got 3 in 'a b c'"),
        Arguments.of("--analogies", ": s\n", "expected lines of four words, got none"),
        Arguments.of("--analogies", "", "is empty"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("brokenBenchmarks")
  @DisplayName("broken files of pairs and questions are refused with the line")
  void brokenBenchmark(String option, String content, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("broken.txt"), content);
    assertFailed(ask("evaluate", option, file), file + ": " + line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.bin", "c.vec.gz", "c.bin.gz", "c.rvec"})
  @DisplayName("convert changes the form and nothing else; --limit keeps the first words")
  void convert(String name) throws IOException {
    Path to = folder.resolve(name);
    assertThat(ask("convert", "--out", to).out()).isEqualTo(to + ": 13 words, 16 dimensions\n");
    Path back = folder.resolve("back.vec");
    JsonNode json = JSON.readTree(askOf(to, "convert", "--out", back, "--json").out());
    assertThat(json.get("words").asInt()).isEqualTo(13);
    assertThat(json.get("subwords").asBoolean()).isFalse();
    assertThat(back).hasSameBinaryContentAs(vectors);
    assertThat(askOf(to, "convert", "--out", back, "--limit", 4).out()).contains("4 words");
  }

  @Test
  @DisplayName("sub-words survive in .rvec only, and losing them is said")
  void losingSubwords() {
    Path whole = folder.resolve("whole.vec");
    assertThat(askOf(subwords, "convert", "--out", whole).errLines())
        .containsExactly(whole + ": holds whole words only; .rvec keeps the sub-words too");
    assertThat(askOf(subwords, "convert", "--out", folder.resolve("k.rvec")).out())
        .endsWith("13 words, 16 dimensions, with sub-words\n");
    assertThat(train(folder.resolve("f.vec"), "fasttext").errLines().get(0))
        .contains("holds whole words only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pca", "tsne"})
  @DisplayName("plot draws each word once, Arabic from right to left, as well-formed SVG")
  void plot(String method) throws Exception {
    Path picture = folder.resolve("p.svg");
    Rawi run = ask("plot", "--method", method, "--out", picture, "--json");
    assertThat(JSON.readTree(run.out()).get("words").asInt()).isEqualTo(13);
    Document svg = xml(Files.readString(picture));
    NodeList labels = svg.getElementsByTagName("text");
    assertThat(labels.getLength()).isEqualTo(13);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(13);
    for (int i = 0; i < labels.getLength(); i++) {
      Element label = (Element) labels.item(i);
      boolean arabic = label.getTextContent().codePointAt(0) > 0x600;
      assertThat(label.getAttribute("direction")).isEqualTo(arabic ? "rtl" : "");
      assertThat(label.getAttribute("unicode-bidi")).isEqualTo("isolate");
      assertThat(label.getAttribute("text-anchor")).isEqualTo("middle");
      assertThat(Double.parseDouble(label.getAttribute("x"))).isBetween(0.0, 1000.0);
      assertThat(Double.parseDouble(label.getAttribute("y"))).isBetween(0.0, 760.0);
    }
  }

  @Test
  @DisplayName(
      "plot draws the words it is given, in arguments or in a file, and nothing hidden in them")
  void plotChosen() throws Exception {
    Path picture = folder.resolve("chosen.svg");
    Path words = Files.writeString(folder.resolve("words.txt"), "قلم\nport\n\n");
    assertThat(ask("plot", "--out", picture, "--words", words, "bateau", "port").out())
        .isEqualTo(picture + ": 3 words\n");
    String odd =
        new WordMap(List.of("a<b>&\u202Ex\u0001", "ok"), new double[][] {{0, 0}, {0, 0}}).svg();
    assertThat(xml(odd).getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("a<b>&\uFFFDx\uFFFD");
    assertFailed(
        ask("plot", "--out", picture, "inconnu"),
        vectors + ": 'inconnu' is not among its 13 words");
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @Test
  @DisplayName("a text of nothing, or of rare words only, is refused, and nothing is left behind")
  void emptyText() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "");
    Path blank = Files.writeString(folder.resolve("blank.txt"), "\n \n");
    Path rare = Files.writeString(folder.resolve("rare.txt"), "un deux trois\n");
    Path out = Files.createDirectory(folder.resolve("out")).resolve("v.vec");
    assertFailed(
        Rawi.run("embeddings", "train", "--data", empty, "--out", out), empty + ": is empty");
    for (Path file : List.of(blank, rare)) {
      Rawi run = Rawi.run("embeddings", "train", "--data", file, "--out", out);
      assertFailed(
          run,
          file
              + ": expected a text in which some word is there at least 5 times, got "
              + (file.equals(rare)
                  ? "3 words, 3 of them different"
                  : "0 words, 0 of them different"));
    }
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {'a', (byte) 0xE9, '\n'});
    assertFailed(
        Rawi.run("embeddings", "train", "--data", latin, "--out", out),
        latin + ": line 1: not UTF-8: byte 0xE9 at offset 1; save the file as UTF-8");
    assertThat(out.getParent()).isEmptyDirectory();
  }

  @Test
  @DisplayName("--tokenizer space takes words as they stand; standard input is read for '-'")
  void tokenizers() {
    Path out = folder.resolve("space.vec");
    Rawi run =
        Rawi.fed(
            "L'eau L'eau\tB.\n",
            "embeddings",
            "train",
            "--data",
            "-",
            "--out",
            out,
            "--tokenizer",
            "space",
            "--min-count",
            1,
            "--dim",
            2,
            "--quiet");
    assertThat(run.exit()).isZero();
    assertThat(askOf(out, "similarity", "L'eau", "B.").exit()).isZero();
  }

  @Test
  @DisplayName("what cannot be is wrong usage")
  void usage() {
    Path out = folder.resolve("no.vec");
    assertWrongUsage(
        train(out, "glove"), "--method: expected one of skipgram, cbow, fasttext, got 'glove'");
    assertWrongUsage(train(out, "cbow", "--window", 0), "--window: expected 1 to 100, got 0");
    assertWrongUsage(
        train(out, "fasttext", "--min-n", 4, "--max-n", 3),
        "character n-grams: expected 1 <= minN <= maxN <= 64, got 4 and 3");
    assertWrongUsage(
        train(out, "cbow", "--tokenizer", "x"), "--tokenizer: expected word or space, got 'x'");
    assertWrongUsage(ask("nearest", "--top", 0, "bateau"), "--top: expected at least 1, got 0");
    assertWrongUsage(ask("nearest", "--limit", 0, "bateau"), "--limit: expected at least 1, got 0");
    assertWrongUsage(
        ask("nearest", "--max-memory", "much", "bateau"),
        "--max-memory: expected a size such as 500m or 4g, got 'much'");
    assertWrongUsage(
        ask("analogy", "--method", "div", "a", "b", "c"),
        "--method: expected add or mul, got 'div'");
    assertWrongUsage(ask("evaluate"), "expected either --pairs or --analogies");
    assertWrongUsage(
        ask("plot", "--out", out, "--method", "umap"),
        "--method: expected pca or tsne, got 'umap'");
    Path png = folder.resolve("p.png");
    assertWrongUsage(
        ask("plot", "--out", png), "--out: expected a name that ends in .svg, got '" + png + "'");
    assertThat(png).doesNotExist();
    assertWrongUsage(
        Rawi.run("embeddings"),
        "expected one of train, nearest, analogy, similarity, odd-one-out, evaluate, plot, convert"
            + " after 'rawi embeddings'");
  }

  @Test
  @DisplayName("files that are missing, too large or cannot be named so are refused")
  void files() {
    assertFailed(
        askOf(Path.of("nowhere.vec"), "nearest", "a"), "nowhere.vec: there is no such file");
    Rawi large = ask("nearest", "--max-memory", "1k", "bateau");
    assertThat(large.err()).contains("needs 2 kB of memory, allowed are 1 kB");
    assertFailed(
        train(folder.resolve("v.txt"), "cbow"),
        folder.resolve("v.txt")
            + ": expected a name that ends with .vec, .bin, .vec.gz, .bin.gz or .rvec");
    assertThat(ask("convert", "--out", folder.resolve("none/v.vec")).err())
        .contains("the folder " + folder.resolve("none") + " does not exist");
  }
}
