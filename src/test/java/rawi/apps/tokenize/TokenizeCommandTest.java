package rawi.apps.tokenize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.Rawi;

class TokenizeCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MIXED = "waaa3er had film ! c'est شنو ؟";

  @TempDir Path folder;

  private Path treebank() throws IOException {
    StringBuilder rows = new StringBuilder();
    String[] nouns = {"arbre", "eau", "ami", "école", "or", "île", "âne", "hiver"};
    for (int i = 0; i < 160; i++) {
      String noun = nouns[i % 8];
      String end = i % 3 == 0 ? " !" : ".";
      rows.append("# text = L'").append(noun).append(" dort").append(end).append('\n');
      rows.append(row(1, "L'")).append(row(2, noun)).append(row(3, "dort"));
      rows.append(row(4, end.strip())).append('\n');
    }
    return Files.writeString(folder.resolve("gold.conllu"), rows);
  }

  private static String row(int id, String form) {
    return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
  }

  @DisplayName("A mixed sentence in JSON has its language, and of each token both kinds of places")
  @Test
  void json() throws IOException {
    Rawi run = Rawi.fed("😀 " + MIXED + "\n", "tokenize", "--json");
    assertThat(run.outLines()).hasSize(1);
    JsonNode line = JSON.readTree(run.out());
    assertThat(line.path("text").asText()).isEqualTo("😀 " + MIXED);
    assertThat(line.path("language").asText()).isEqualTo("mixed");
    assertThat(line.path("tokens").path(7).toString())
        .isEqualTo(
            "{\"text\":\"شنو\",\"normalized\":\"شنو\",\"start\":28,\"end\":31,\"codePointStart\":27,"
                + "\"codePointEnd\":30,\"kind\":\"word\",\"script\":\"arabic\"}");
    Rawi french = Rawi.fed(MIXED + "\n", "tokenize", "--lang", "fr", "--json");
    assertThat(french.out()).contains("\"language\":\"fr\"");
  }

  @DisplayName("The page shows the sentence in JSON as it is printed")
  @Test
  void jsonOnThePage() throws IOException {
    assertThat(Files.readString(Path.of("docs/tokenization.md")))
        .contains("```json\n" + Rawi.fed(MIXED + "\n", "tokenize", "--json").out() + "```");
  }

  @DisplayName("Any of the tokenizers can be named, with steps on demand and without others")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "--tokenizer plain --normalized; l|'|été|14h30|للبيت",
        "--tokenizer lucene; L'été|14h30|للبيت",
        "--tokenizer icu --normalized; l'été|14h30|للبيت",
        "--tokenizer opennlp; L|'|été|14|h|30|للبيت",
        "--tokenizer opennlp-whitespace; L'été|14h30|للبيت",
        "--tokenizer lucene-french; L'été|14h30|للبيت",
        "--tokenizer lucene-arabic --normalized; l'été|14h30|بيت",
        "--normalized --with stems; l'|été|14|h|30|بيت",
        "--with clitics,stop-words; été|14|h|30|ل|ل|بيت",
        "--without elision --without number,case-folding --normalized; L'été|14|h|30|للبيت"
      })
  void choices(String options, String expected) {
    Object[] arguments = ("tokenize --lang auto " + options).split(" ");
    Rawi run = Rawi.fed("L'été 14h30 للبيت\n", arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo(expected.replace('|', ' ') + "\n");
  }

  @DisplayName("Sentences are lines of their own, with their place in the line they come from")
  @Test
  void sentences() throws IOException {
    String text = "Il pleut. Elle sort.\nانتهى.\n";
    assertThat(Rawi.fed(text, "tokenize", "--sentences", "rules").outLines())
        .containsExactly("Il pleut .", "Elle sort .", "انتهى .");
    assertThat(Rawi.fed(text, "tokenize", "--sentences", "opennlp").outLines()).hasSize(3);
    Rawi json = Rawi.fed(text, "tokenize", "--sentences", "rules", "--json");
    JsonNode second = JSON.readTree(json.outLines().get(1));
    assertThat(second.path("text").asText()).isEqualTo("Elle sort.");
    assertThat(second.path("line").asInt()).isEqualTo(1);
    assertThat(second.path("start").asInt()).isEqualTo(10);
    assertThat(second.path("tokens").path(0).path("start").asInt()).isZero();
  }

  @DisplayName("A model for OpenNLP is trained, used and scored")
  @Test
  void openNlp() throws IOException {
    Path gold = treebank();
    Path model = folder.resolve("fr.bin");
    Rawi trained = Rawi.run("tokenize", "train-opennlp", "--data", gold, "--out", model);
    assertThat(trained.exit()).isZero();
    assertThat(trained.out()).isEmpty();
    assertThat(trained.errLines()).containsExactly("training on 160 sentences", "wrote " + model);
    Object[] use = {"--tokenizer", "opennlp-me", "--opennlp-model", model};
    assertThat(Rawi.fed("L'ami dort.\n", "tokenize", use[0], use[1], use[2], use[3]).out())
        .isEqualTo("L' ami dort .\n");
    Rawi scored =
        Rawi.run("tokenize", "evaluate", "--gold", gold, use[0], use[1], use[2], use[3], "--json");
    assertThat(scored.out()).isEqualTo("{\"precision\":1.0,\"recall\":1.0,\"f1\":1.0}\n");
  }

  @DisplayName("A tokenizer is scored against a treebank, in words and in JSON")
  @Test
  void evaluate() throws IOException {
    Path gold = treebank();
    assertThat(Rawi.run("tokenize", "evaluate", "--gold", gold).out())
        .isEqualTo("precision 1.0000  recall 1.0000  F1 1.0000\n");
    Rawi lucene =
        Rawi.run("tokenize", "evaluate", "--gold", gold, "--tokenizer", "lucene", "--json");
    JsonNode score = JSON.readTree(lucene.out());
    assertThat(score.path("precision").asDouble()).isEqualTo(0.5);
    assertThat(score.path("recall").asDouble()).isEqualTo(0.25);
    Rawi words =
        Rawi.run("tokenize", "evaluate", "--gold", gold, "--tokenizer", "lucene", "--words");
    assertThat(words.out()).startsWith("precision 0.5000  recall 0.3333");
    Rawi sentences = Rawi.run("tokenize", "evaluate", "--gold", gold, "--sentences", "rules");
    assertThat(sentences.out()).isEqualTo("precision 1.0000  recall 1.0000  F1 1.0000\n");
    Rawi both = Rawi.run("tokenize", "evaluate", "--gold", gold, "--sentences", "rules", "--words");
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.errLines().get(0))
        .isEqualTo(
            "rawi: --sentences scores sentences: --words has no part in it; leave one of them out");
  }

  @DisplayName("What cannot be is refused in one line, with exit code 2")
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "--tokenizer nltk~ --tokenizer: expected one of word, plain, lucene, lucene-french, lucene-arabic,"
            + " icu, opennlp, opennlp-whitespace, opennlp-me, got 'nltk'",
        "--tokenizer opennlp-me~ --tokenizer opennlp-me needs --opennlp-model F; 'rawi tokenize"
            + " train-opennlp' makes one",
        "--opennlp-model f.bin~ --opennlp-model: expected --tokenizer opennlp-me, got --tokenizer word",
        "--tokenizer icu --without url~ --without: url is a rule of --tokenizer word, got --tokenizer icu",
        "--tokenizer lucene-french --with nfkc~ --with, --without: --tokenizer lucene-french has forms of"
            + " its own; expected only contractions, clitics, arabizi-folding, stop-words, stems",
        "--sentences yes~ --sentences: expected one of rules, opennlp, got 'yes'",
        "--json --normalized~ --normalized: --json has the normalized form of each token anyway",
        "evaluat~ evaluat: there is no such file; expected a file, - or one of run, train,"
            + " train-opennlp, evaluate"
      })
  void wrongUsage(String options, String line) {
    Object[] arguments = ("tokenize " + options).split(" ");
    Rawi run = Rawi.fed("texte\n", arguments);
    assertThat(run.errLines()).containsExactly("rawi: " + line, "See 'rawi tokenize --help'.");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @DisplayName("An unknown step is refused with those there are")
  @Test
  void unknownSteps() {
    Rawi with = Rawi.fed("texte\n", "tokenize", "--with", "stemming");
    assertThat(with.errLines().get(0))
        .contains("--with: expected some of nfc, nfkc, ")
        .endsWith("stems, got 'stemming'");
    Rawi without = Rawi.fed("texte\n", "tokenize", "--without", "stems");
    assertThat(without.errLines().get(0)).contains("elision").endsWith("got 'stems'");
    assertThat(without.exit()).isEqualTo(2);
  }

  @DisplayName("Files that are not what they should be are refused with their line, exit code 1")
  @Test
  void wrongFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("t.txt"), "du texte\n");
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertFails(
        Rawi.run("tokenize", "evaluate", "--gold", text),
        text + ": line 1: expected 10 columns with tabs between them, got 1");
    assertFails(Rawi.run("tokenize", "evaluate", "--gold", empty), empty + ": is empty");
    assertFails(Rawi.run("tokenize", empty), empty + ": is empty");
    assertFails(Rawi.fed("", "tokenize"), "standard input: is empty");
    assertFails(
        Rawi.run("tokenize", "--tokenizer", "opennlp-me", "--opennlp-model", text),
        text + ": is no tokenizer model of OpenNLP; 'rawi tokenize train-opennlp' makes one");
    Path out = folder.resolve("none/m.bin");
    assertFails(
        Rawi.run("tokenize", "train-opennlp", "--data", text, "--out", out),
        out + ": the folder " + out.getParent() + " does not exist; create it or choose another");
    Path spaced = folder.resolve("spaced.conllu");
    Files.writeString(spaced, row(1, "un") + row(2, "mot"));
    Path model = folder.resolve("m.bin");
    assertFails(
        Rawi.run("tokenize", "train-opennlp", "--data", spaced, "--out", model),
        "nothing to learn from: expected sentences with tokens that no space separates, such as a word"
            + " and its point");
    assertThat(model).doesNotExist();
  }

  private static void assertFails(Rawi run, String line) {
    assertThat(run.err()).endsWith("rawi: " + line + "\n");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
  }
}
