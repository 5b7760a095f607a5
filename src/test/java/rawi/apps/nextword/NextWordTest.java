package rawi.apps.nextword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.Rawi;

@DisplayName("a model that learnt ten lines by heart")
class NextWordTest {
  @TempDir private static Path folder;
  private static Path text;
  private static Path file;
  private static NextWordModel model;

  @BeforeAll
  static void learn() {
    text = Stories.file(folder);
    file = folder.resolve("m.rawi");
    Rawi run = Rawi.run(Stories.training(text, file));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("tokens/s", "validation perplexity");
    model = NextWordModel.load(file);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static JsonNode json(Rawi run) throws IOException {
    assertThat(run.exit()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void itMayStartFromVectorsAndSaysHowManyItFound() throws IOException {
    Path vectors =
        Files.writeString(
            folder.resolve("v.vec"), "3 4\nchat 1 2 3 4\ntapis 0 1 0 1\nxyz 1 1 1 1\n");
    Path out = folder.resolve("v.rawi");
    Rawi run = Rawi.run(Stories.training(text, out, "--vectors", vectors, "--epochs", 1));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("v.vec: vectors of 2 of the");
    try (NextWordModel started = NextWordModel.load(out)) {
      assertThat(started.config().embeddingDim()).isEqualTo(4);
    }
  }

  @Test
  void itForeseesNearlyEveryToken() throws IOException {
    JsonNode judged =
        json(Rawi.run("nextword", "evaluate", "--model", file, "--data", text, "--json"));
    assertThat(judged.get("tokens").asLong()).isEqualTo(4 * 81);
    assertThat(judged.get("perplexity").asDouble()).isLessThan(2);
    assertThat(judged.get("top1").asDouble()).isGreaterThan(0.8);
    assertThat(judged.get("top5").asDouble()).isGreaterThanOrEqualTo(judged.get("top1").asDouble());
    assertThat(judged.get("oovRate").asDouble()).isZero();
    assertThat(judged.get("counted").asText()).contains("unknown words", "end of each line");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`Le chat `|Le chat dort",
        "`Le chat do`|Le chat dort",
        "`Le chat dort`|Le chat dort sur",
        "`Il y a un oiseau dans l'`|Il y a un oiseau dans l'arbre",
        "`Il y a un oiseau dans l’ar`|Il y a un oiseau dans l’arbre",
        "`LE CHAT DORT SUR LE TAP`|LE CHAT DORT SUR LE TAPis",
        "`Le chat dort sur le tapis rouge`|Le chat dort sur le tapis rouge.",
        "`ذهب الولد إلى `|ذهب الولد إلى المدرسة",
        "`ذهب الولد إلى المد`|ذهب الولد إلى المدرسة"
      })
  void itGoesOnWithWhatIsTyped(String prefix, String expected) {
    assertThat(model.predict(prefix, 3).get(0).text()).isEqualTo(expected);
  }

  @Test
  void whatAWordMayBecomeAndWhatMayFollowItShareOneProbability() {
    List<Suggestion> all = model.predict("Elle boit un ca", model.words());
    assertThat(all).allMatch(Suggestion::completes);
    assertThat(all.stream().mapToDouble(Suggestion::p).sum()).isCloseTo(1, within(1e-9));
    assertThat(all.get(0).word()).isEqualTo("café");
    List<Suggestion> open = model.predict("Elle boit un café noir avant de", 200);
    assertThat(open.get(0).word()).isEqualTo("partir");
    assertThat(open.get(0).completes()).isFalse();
    assertThat(open.stream().filter(Suggestion::completes).map(Suggestion::word))
        .containsExactly("des");
    assertThat(open.stream().mapToDouble(Suggestion::p).sum()).isCloseTo(1, within(0.05));
  }

  @Test
  void unknownWordsDoNotBreakIt() {
    assertThat(model.predict("Le xylophone zzz ", 5)).hasSize(5);
    assertThat(model.predict("zzzz", 5)).hasSize(5).noneMatch(Suggestion::completes);
    assertThat(model.predict("", 5)).hasSize(5);
    assertThat(model.predict("  ?! 😀", 5)).hasSize(5);
  }

  @Test
  void nothingSpecialIsEverSuggested() {
    List<Suggestion> all = model.predict("Le chat ", 10_000);
    assertThat(all).hasSize(model.words());
    assertThat(all).noneMatch(s -> s.word().matches("\\[(pad|unk|eos)]"));
    assertThat(all.stream().mapToDouble(Suggestion::p).sum()).isLessThanOrEqualTo(1.0001);
  }

  @Test
  void typingKeyByKeyGivesWhatEachPrefixGivesAlsoAfterTakingBack() {
    Typing typing = model.typing();
    String line = "La petite fille ouvre";
    for (int end = 0; end <= line.length(); end++) {
      assertThat(typing.suggest(line.substring(0, end), 3))
          .isEqualTo(model.predict(line.substring(0, end), 3));
    }
    assertThat(typing.suggest("La petite f", 3)).isEqualTo(model.predict("La petite f", 3));
    assertThat(typing.suggest("Mon frère ", 3)).isEqualTo(model.predict("Mon frère ", 3));
  }

  @Test
  void severalThreadsGetWhatOneGets() {
    List<Suggestion> one = model.predict("Il y a un ", 5);
    assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> model.predict("Il y a un ", 5)))
        .allMatch(one::equals);
  }

  @Test
  void noSequenceOfFourWordsComesMoreThanTwiceWhateverTheSeed() {
    for (int seed = 0; seed < 20; seed++) {
      GenerationOptions options = new GenerationOptions(40, 0.2, 3, 0.9, seed);
      String written = model.generate("Le chat", options);
      assertThat(written).startsWith("Le chat dort").doesNotContain("[");
      List<String> words =
          new WordCut(WordCut.Kind.WORD, rawi.tokenize.Language.AUTO)
              .tokenizer().tokenize(written).stream().map(t -> t.normalized()).toList();
      Map<List<String>, Integer> four = new HashMap<>();
      for (int i = 0; i + 4 <= words.size(); i++) {
        four.merge(words.subList(i, i + 4), 1, Integer::sum);
      }
      assertThat(four.values()).allMatch(count -> count <= 2);
      assertThat(model.generate("Le chat", options)).isEqualTo(written);
    }
  }

  @Test
  void theCommandsPrintWhatTheModelSays() throws IOException {
    JsonNode predicted =
        json(Rawi.run("nextword", "predict", "--model", file, "--top", 2, "--json", "Le chat "));
    assertThat(predicted.get("prefix").asText()).isEqualTo("Le chat ");
    assertThat(predicted.get("next")).hasSize(2);
    assertThat(predicted.get("next").get(0).get("word").asText()).isEqualTo("dort");
    assertThat(predicted.get("next").get(0).get("p").asDouble()).isBetween(0.5, 1.0);
    JsonNode written =
        json(Rawi.run("nextword", "generate", "--model", file, "--words", 5, "--json", "Mon"));
    assertThat(written.get("text").asText()).startsWith("Mon ");
    Rawi lines = Rawi.fed("Le chat \nقرأت \n", "nextword", "predict", "--model", file, "-");
    assertThat(lines.outLines()).hasSize(10);
  }

  @Test
  void withoutAPrefixItAsksAndANumberTakesASuggestion() {
    Rawi asked =
        Rawi.fed("Le chat \n1\n\nMon\n", "nextword", "predict", "--model", file, "--top", 1);
    assertThat(asked.exit()).isZero();
    assertThat(asked.outLines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("Le chat dort"),
            line -> assertThat(line).endsWith("Le chat dort sur"),
            line -> assertThat(line).contains("Mon"));
  }

  @Test
  void aTextOfAnotherScriptOrLanguageIsRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> model.predict("Привет мир", 3))
        .hasMessage(
            "prefix: its letters are of the script [OTHER], the model knows only [LATIN, ARABIC]"
                + "; give it a text of the language it learnt");
    Path strange = Stories.file(folder.resolve("strange.txt"), "xxx yyy\nzzz\n");
    assertFails(
        strange
            + ": the model knows none of its 3 words; expected a text of the language it learnt",
        "nextword",
        "evaluate",
        "--model",
        file,
        "--data",
        strange);
    Path none = Stories.file(folder.resolve("none.txt"), "\n  \n");
    assertFails(
        none + ": expected text to judge on, got no line with a word",
        "nextword",
        "evaluate",
        "--model",
        file,
        "--data",
        none);
    assertFails(
        none + ": expected text to learn from, got no line with a word",
        "nextword",
        "train",
        "--data",
        none,
        "--lang",
        "fr",
        "--out",
        folder.resolve("x.rawi"));
    Path one = Stories.file(folder.resolve("one.txt"), "Une seule ligne.\n");
    assertFails(
        one
            + ": expected at least 10 lines, to keep every tenth for validation; name a file for it"
            + " with --valid",
        "nextword",
        "train",
        "--data",
        one,
        "--lang",
        "fr",
        "--out",
        folder.resolve("x.rawi"));
    assertFails(
        one + ": expected words that are seen 9 times, got none; lower --min-count",
        "nextword",
        "train",
        "--data",
        one,
        "--lang",
        "fr",
        "--out",
        folder.resolve("x.rawi"),
        "--min-count",
        9,
        "--valid",
        one);
    assertThat(folder.resolve("x.rawi")).doesNotExist();
  }

  private static void assertFails(String line, Object... arguments) {
    Rawi run = Rawi.run(arguments);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines().get(run.errLines().size() - 1)).isEqualTo("rawi: " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --data f --lang fr --out o --layer cnn|rawi: --layer: expected one of simplernn, lstm, gru, got 'cnn'",
        "train --data f --lang fr --out o --bptt 0|rawi: --bptt: expected at least 1, got 0",
        "train --data f --lang fr --out o --tokenizer bpe|rawi: --tokenizer: expected one of word, plain, got 'bpe'",
        "predict --model f --top 0 a|rawi: --top: expected at least 1, got 0",
        "generate --model f --top-p 0 a|rawi: --top-p: expected a share above 0, at most 1, got 0.0"
      })
  void wrongUsageIsOneLineAndExitCode2(String arguments, String line) {
    Rawi run = Rawi.run((Object[]) ("nextword " + arguments).split(" "));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errLines().get(0)).isEqualTo(line);
  }

  @Test
  void atThePromptANumberTakesASuggestionAndAnElidedWordNoSpace() throws IOException {
    Rawi run =
        Rawi.fed("Il y a un oiseau dans l\n", "nextword", "predict", "--model", file, "--json");
    JsonNode next = new ObjectMapper().readTree(run.outLines().get(0)).get("next");
    int elided = 0;
    for (int i = 0; i < next.size(); i++) {
      elided = next.get(i).get("word").asText().equals("l'") ? i + 1 : elided;
    }
    assertThat(elided).as(next.toString()).isPositive();
    Rawi taken =
        Rawi.fed(
            "Il y a un oiseau dans l\n" + elided + "\n",
            "nextword",
            "predict",
            "--model",
            file,
            "--json");
    JsonNode then = new ObjectMapper().readTree(taken.outLines().get(1));
    assertThat(then.get("prefix").asText()).isEqualTo("Il y a un oiseau dans l'");
    assertThat(then.get("next").get(0).get("text").asText())
        .isEqualTo("Il y a un oiseau dans l'arbre");
  }

  @Test
  void atThePromptANumberAboveTheOfferChangesNothing() throws IOException {
    Rawi run =
        Rawi.fed("Le chat\n9\n", "nextword", "predict", "--model", file, "--json", "--top", 3);
    assertThat(run.err()).contains("rawi: there is no suggestion 9");
    assertThat(new ObjectMapper().readTree(run.outLines().get(1)).get("prefix").asText())
        .isEqualTo("Le chat");
  }

  @Test
  void whereNoWordIsLeftTheTextEnds() {
    Path one = Stories.file(folder.resolve("one.txt"), "bonjour\n".repeat(40));
    Path out = folder.resolve("one.rawi");
    assertThat(Rawi.run(Stories.training(one, out, "--epochs", 1)).exit()).isZero();
    Rawi run = Rawi.run("nextword", "generate", "--model", out, "--words", 200);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("bonjour");
  }

  @Test
  void ofATextOfMostlyUnknownWordsItIsAskedWhetherItIsTheLanguage() {
    Path other =
        Stories.file(folder.resolve("other.txt"), "sehr schöne Blumen im Garten , le chat\n");
    Rawi run = Rawi.run("nextword", "evaluate", "--model", file, "--data", other);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("other.txt: the model does not know", "is this its language?");
  }

  @Test
  void aPictureOfTheEpochsIsDrawn() {
    Path plot = folder.resolve("plot.svg");
    Rawi run =
        Rawi.run(
            Stories.training(text, folder.resolve("plotted.rawi"), "--plot", plot, "--epochs", 2));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(plot).isNotEmptyFile();
  }
}
