package rawi.apps.nextword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.apps.Rawi;
import rawi.tokenize.Token;
import rawi.tokenize.Vocabulary;

@DisplayName("a model over pieces of words that learnt ten lines by heart")
class PiecesTest {
  @TempDir private static Path folder;
  private static Path text;
  private static Path file;
  private static NextWordModel model;

  @BeforeAll
  static void learn() {
    text = Stories.file(folder);
    Path tokenizer = folder.resolve("pieces.json");
    Rawi cutting =
        Rawi.run("tokenize", "train", "--method", "bpe", "--size", 330, "--out", tokenizer, text);
    assertThat(cutting.exit()).as(cutting.err()).isZero();
    file = folder.resolve("p.rawi");
    Rawi run = Rawi.run(Stories.training(text, file, "--subwords", tokenizer, "--bptt", 16));
    assertThat(run.exit()).as(run.err()).isZero();
    model = NextWordModel.load(file);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void wordsAreCutIntoPieces() {
    assertThat(model.tokens("La petite fille")).hasSizeGreaterThan(3);
    assertThat(model.evaluate(Text.file(text.toString())).perplexity()).isLessThan(2);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`Le chat `|`Le chat dort`",
        "`Le chat do`|`Le chat dort`",
        "`Le chat dort`|`Le chat dort sur`",
        "`Il y a un oiseau dans `|`Il y a un oiseau dans l'`",
        "`Il y a un oiseau dans l'`|`Il y a un oiseau dans l'arbre`",
        "`Il y a un oiseau dans l'ar`|`Il y a un oiseau dans l'arbre`",
        "`ذهب الولد إلى `|`ذهب الولد إلى المدرسة`",
        "`ذهب الولد إلى المد`|`ذهب الولد إلى المدرسة`"
      })
  void itGoesOnWithWhatIsTyped(String prefix, String expected) {
    assertThat(model.predict(prefix, 3).get(0).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Le chat do", "La petite f", "Le chat ", "ذهب الولد إلى الم"})
  @DisplayName("a word's probability is that of its pieces and of none more, whatever is kept")
  void probabilities(String prefix) {
    List<Suggestion> all = model.predict(prefix, 200);
    assertThat(all.stream().mapToDouble(Suggestion::p).sum()).isBetween(0.5, 1.0001);
    assertThat(all).allSatisfy(s -> assertThat(s.text()).startsWith(prefix));
  }

  @Test
  @DisplayName("the probability of the best word is what the network says of its pieces")
  void ofOneWord() {
    Suggestion best = model.predict("Le chat ", 1).get(0);
    List<Token> before = model.tokens("Le chat");
    Reading reading = new Reading(model);
    Pieces pieces = model.pieces().orElseThrow();
    int[] ids = model.vocabulary().encode(model.tokens(best.text()));
    double p = 1;
    for (int at = before.size(); at < ids.length; at++) {
      p *= Math.exp(reading.logsAfter(model.tokens(best.text()).subList(0, at))[ids[at]]);
    }
    float[] after = reading.logsAfter(model.tokens(best.text()));
    double going = 0;
    double ofSpace = 0;
    float[] first = reading.logsAfter(before);
    for (int id = Corpus.FIRST_WORD; id < after.length; id++) {
      going += pieces.goesOn(ids[ids.length - 1], id) ? Math.exp(after[id]) : 0;
      ofSpace += pieces.bytes(id)[0] == ' ' ? Math.exp(first[id]) : 0;
    }
    assertThat(best.p()).isCloseTo(p * (1 - going) / ofSpace, within(1e-6));
  }

  @Test
  void unknownWordsDoNotBreakIt() {
    assertThat(model.predict("Le xylophone zzz ", 5)).isNotEmpty();
    assertThat(model.predict("zzzz", 5)).isNotEmpty();
    assertThat(model.predict("", 5)).hasSize(5);
    assertThat(model.predict("Le  ", 5)).isNotEmpty();
    assertThat(model.predict("Non.", 5)).isNotEmpty();
  }

  @Test
  void whatItWritesAreWholeWordsAndAsManyAsAskedFor() {
    for (int seed = 0; seed < 10; seed++) {
      GenerationOptions options = new GenerationOptions(12, 0.3, 3, 0.9, seed);
      String written = model.generate("Le chat", options);
      assertThat(written).startsWith("Le chat dort sur le tapis rouge.").doesNotContain("\uFFFD");
      assertThat(model.generate("Le chat", options)).isEqualTo(written);
    }
  }

  @Test
  @DisplayName("which piece goes on with a word")
  void borders() {
    Vocabulary vocabulary = model.vocabulary();
    Pieces pieces = model.pieces().orElseThrow();
    Optional<Integer> spaced = find(pieces, " d", true);
    Optional<Integer> letter = find(pieces, "a", false);
    Optional<Integer> dot = find(pieces, ".", false);
    assertThat(pieces.goesOn(spaced.orElseThrow(), letter.orElseThrow())).isTrue();
    assertThat(pieces.goesOn(letter.orElseThrow(), letter.orElseThrow())).isTrue();
    assertThat(pieces.goesOn(letter.orElseThrow(), spaced.orElseThrow())).isFalse();
    assertThat(pieces.goesOn(letter.orElseThrow(), dot.orElseThrow())).isFalse();
    assertThat(pieces.goesOn(Corpus.END_ID, letter.orElseThrow())).isFalse();
    assertThat(vocabulary.size()).isGreaterThan(Corpus.FIRST_WORD);
  }

  @Test
  @DisplayName("digits go on with digits, signs with signs, neither with the other or with letters")
  void numbersAndSigns() {
    List<String> forms = List.of("[end]", "7", "5", ".", "!", "a", "\u0120", "'"); // 0120: a space
    Pieces pieces =
        new Pieces(
            Vocabulary.ofWords(forms, new int[forms.size()]),
            Subwords.read(folder.resolve("pieces.json")).tokenizer());
    Map<String, List<String>> after = new LinkedHashMap<>();
    for (int before = 1; before < forms.size(); before++) {
      int left = Vocabulary.UNKNOWN + 1 + before;
      after.put(
          forms.get(before),
          IntStream.range(1, forms.size())
              .filter(id -> pieces.goesOn(left, Vocabulary.UNKNOWN + 1 + id))
              .mapToObj(forms::get)
              .toList());
    }
    assertThat(after)
        .containsEntry("7", List.of("7", "5"))
        .containsEntry("5", List.of("7", "5"))
        .containsEntry(".", List.of(".", "!"))
        .containsEntry("!", List.of(".", "!"))
        .containsEntry("a", List.of("a", "'"))
        .containsEntry("'", List.of())
        .containsEntry("\u0120", List.of("7", "5", ".", "!", "a", "'"));
  }

  private static Optional<Integer> find(Pieces pieces, String start, boolean longer) {
    for (int id = Corpus.FIRST_WORD; id < model.vocabulary().size(); id++) {
      String piece = new String(pieces.bytes(id), StandardCharsets.UTF_8);
      if (longer
          ? piece.startsWith(start) && piece.length() > 2 && piece.endsWith("u")
          : piece.equals(start)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  @Test
  void aTokenizerThatIsNoneIsRefusedInOneLine() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{}");
    Rawi run = Rawi.run(Stories.training(text, folder.resolve("x.rawi"), "--subwords", broken));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("broken.json");
    assertThat(folder.resolve("x.rawi")).doesNotExist();
  }
}
