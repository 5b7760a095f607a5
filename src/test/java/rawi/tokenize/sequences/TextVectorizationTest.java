package rawi.tokenize.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.nn.saving.Contents;
import rawi.nn.saving.RawiFile;

class TextVectorizationTest {
  private static final List<String> TEXTS =
      List.of("Le film est bon.", "le film, le livre", "Rien : RIEN de bon !");

  private static List<String> words(TextVectorizer vectorizer) {
    return IntStream.range(2, vectorizer.vocabulary().size())
        .mapToObj(vectorizer.vocabulary()::wordAt)
        .toList();
  }

  private static byte[] bytes(TextVectorizer vectorizer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TextVectorizerFile.write(vectorizer, out);
    return out.toByteArray();
  }

  private static TextVectorizer read(byte[] bytes) throws IOException {
    return TextVectorizerFile.read(new ByteArrayInputStream(bytes), "v.txt");
  }

  @DisplayName("The example of Keras's documentation gives its ids")
  @Test
  void documentation() {
    TextVectorizer vectorizer =
        TextVectorization.defaults()
            .withMaxTokens(5000)
            .withSequences(PadSequences.to(4))
            .adapt(List.of("foo bar", "bar baz", "baz bada boom"));
    assertThat(vectorizer.ids(List.of("foo qux bar", "qux baz")))
        .isDeepEqualTo(new int[][] {{4, 1, 3, 0}, {1, 2, 0, 0}});
    assertThat(words(vectorizer)).containsExactly("baz", "bar", "foo", "boom", "bada");
  }

  @DisplayName("Text is lowered and stripped in every script")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "LOWER_AND_STRIP_PUNCTUATION|\"L'ÉTÉ, « enfin » !\"|\"lété  enfin  \"",
        "LOWER_AND_STRIP_PUNCTUATION|شنو؟ لا، شكرا؛|شنو لا شكرا",
        "STRIP_PUNCTUATION|À 3,5 $ (a+b=c)|À 35  abc",
        "LOWER|İÉ!|i̇é!",
        "NONE|Été.|Été.",
      })
  void standardize(Standardize step, String text, String expected) {
    assertThat(step.apply(text)).isEqualTo(expected);
  }

  @DisplayName("Text is split at white space, into characters, by the word tokenizer, or not")
  @Test
  void split() {
    assertThat(Split.WHITESPACE.splitter().apply(" un\u00A0 deux\ttrois\u3000"))
        .containsExactly("un", "deux", "trois");
    assertThat(Split.CHARACTER.splitter().apply("aé😀")).containsExactly("a", "é", "😀");
    assertThat(Split.WORDS_FR.splitter().apply("L'été !")).containsExactly("l'", "été", "!");
    assertThat(Split.WORDS_AR.splitter().apply("كِتاب")).containsExactly("كتاب");
    assertThat(Split.NONE.splitter().apply("un deux")).containsExactly("un deux");
    assertThat(Split.NONE.splitter().apply("")).isEmpty();
  }

  @DisplayName("N-grams come width by width, joined with a space")
  @Test
  void ngrams() {
    TextVectorization to2 = TextVectorization.defaults().withNgramsTo(2);
    assertThat(new Words(to2).of("earth wind and fire"))
        .containsExactly("earth", "wind", "and", "fire", "earth wind", "wind and", "and fire");
    assertThat(new Words(to2.withNgrams(List.of(3))).of("earth wind and fire"))
        .containsExactly("earth wind and", "wind and fire");
    assertThat(new Words(to2.withNgrams(List.of(3))).of("earth wind")).isEmpty();
  }

  @DisplayName("Vectors hold ones, counts, or counts times log(1 + N / (1 + n))")
  @Test
  void vectors() {
    // le 3 (in 2 texts), rien 2 (1), film 2 (2), bon 2 (2), livre, est, de 1 (1)
    TextVectorizer vectorizer = TextVectorization.defaults().adapt(TEXTS);
    assertThat(words(vectorizer))
        .containsExactly("le", "rien", "film", "bon", "livre", "est", "de");
    assertThat(vectorizer.vector("Rien, rien ! Le néant", Weighting.COUNT))
        .containsExactly(1, 1, 2, 0, 0, 0, 0, 0);
    assertThat(vectorizer.vector("Rien, rien ! Le néant", Weighting.MULTI_HOT))
        .containsExactly(1, 1, 1, 0, 0, 0, 0, 0);
    double two = Math.log(1 + 3 / 3.0); // stands in two of three texts
    double one = Math.log(1 + 3 / 2.0);
    float[] weights = vectorizer.vector("Rien, rien ! Le néant", Weighting.TF_IDF);
    double unknown = (3 * two + 4 * one) / 7;
    assertThat(weights[0]).isCloseTo((float) unknown, within(1e-6f));
    assertThat(weights[1]).isCloseTo((float) two, within(1e-6f));
    assertThat(weights[2]).isCloseTo((float) (2 * one), within(1e-6f));
    assertThat(vectorizer.sparseVector("Rien, rien ! Le néant", Weighting.COUNT))
        .isEqualTo(new SparseVector(8, List.of(0, 1, 2), List.of(1f, 1f, 2f)));
    assertThat(vectorizer.vectors(TEXTS, Weighting.COUNT)).hasDimensions(3, 8);
  }

  @DisplayName("The most frequent words are kept, and vectors have room for as many as asked for")
  @Test
  void sizes() {
    TextVectorization settings = TextVectorization.defaults().withMaxTokens(4);
    assertThat(words(settings.adapt(TEXTS))).containsExactly("le", "rien");
    assertThat(settings.adapt(TEXTS).vectorSize()).isEqualTo(3);
    TextVectorization wide = TextVectorization.defaults().withMaxTokens(100).paddedToMaxTokens();
    assertThat(wide.adapt(TEXTS).vector("le", Weighting.COUNT)).hasSize(99);
    assertThat(words(TextVectorization.defaults().withMinCount(3).adapt(TEXTS)))
        .containsExactly("le");
  }

  @DisplayName("No word of a text reaches the id of padding")
  @Test
  void reservedWords() {
    TextVectorizer vectorizer =
        TextVectorization.defaults().withStandardize(Standardize.NONE).adapt(List.of("[pad] a"));
    assertThat(vectorizer.ids("[pad] a")).containsExactly(1, 2);
  }

  @DisplayName("Saved as a part of a model, it comes back with the same outputs")
  @ParameterizedTest
  @EnumSource(Split.class)
  void savedWithAModel(Split split, @TempDir Path folder) throws IOException {
    TextVectorization settings =
        new TextVectorization(
            OptionalInt.of(30),
            1,
            Standardize.LOWER,
            split,
            List.of(1, 2),
            new PadSequences(OptionalInt.of(6), Side.PRE, Side.POST, 0),
            true);
    TextVectorizer vectorizer = settings.adapt(List.of("un\tdeux", "d'un 😀 \uD83D x", "شنو هذا"));
    Path file = folder.resolve("m.rawi");
    RawiFile.write(file, Contents.of("test").withBytes("vectorization.txt", bytes(vectorizer)));
    TextVectorizer back = read(RawiFile.read(file, "test").bytes("vectorization.txt"));
    assertThat(back.settings()).isEqualTo(settings);
    assertThat(bytes(back)).isEqualTo(bytes(vectorizer));
    for (String text : List.of("un 😀", "\uD83D x deux", "شنو", "")) {
      assertThat(back.ids(text)).isEqualTo(vectorizer.ids(text));
      assertThat(back.vector(text, Weighting.TF_IDF))
          .isEqualTo(vectorizer.vector(text, Weighting.TF_IDF));
    }
  }

  @DisplayName("Broken files are refused in one line")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"kind\":\"rawi text vectorization 1\"`|`\"kind\":\"x\"`|v.txt, line 1: expected the settings of a rawi text vectorization 1",
        "`{\"kind`|`{kind`|v.txt, line 1: expected settings as JSON, got something else",
        "`\"split\":\"whitespace\"`|`\"split\":\"words\"`|v.txt, line 1: split: expected one of [none, whitespace, character, words_fr, words_ar, words_auto], got 'words'",
        "`\"minCount\":1`|`\"minCount\":0`|v.txt, line 1: minCount: expected at least 1, got 0",
        "`[2,1,2,2,1,1,1]`|`[2,1]`|v.txt, line 1: documentCounts: expected one for each of 7 words, got 2",
        "`le\t3`|`le 3`|v.txt after line 1, line 3: expected word, tab, count; found no tab.",
      })
  void broken(String from, String to, String line) throws IOException {
    String whole =
        new String(bytes(TextVectorization.defaults().adapt(TEXTS)), StandardCharsets.UTF_8);
    assertThat(whole).contains(from);
    byte[] changed =
        whole
            .replaceFirst(java.util.regex.Pattern.quote(from), to)
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(changed)).isInstanceOf(IOException.class).hasMessage(line);
  }

  @DisplayName("Settings out of range, and texts without a word, are refused")
  @Test
  void refusals() {
    TextVectorization defaults = TextVectorization.defaults();
    assertThatThrownBy(() -> defaults.adapt(List.of(" ", "!?")))
        .hasMessage("texts: expected a word seen at least 1 times, got none in 2 texts");
    assertThatThrownBy(() -> defaults.withMaxTokens(2))
        .hasMessage("maxTokens: expected at least 3, got OptionalInt[2]");
    assertThatThrownBy(() -> defaults.withNgrams(List.of(0)))
        .hasMessage("ngrams: expected widths of 1 or more, got [0]");
    assertThatThrownBy(defaults::paddedToMaxTokens)
        .hasMessage("padToMaxTokens: expected maxTokens, got OptionalInt.empty");
    assertThatThrownBy(() -> new SparseVector(3, List.of(1, 1), List.of(1f, 1f)))
        .hasMessage("sparse vector: expected rising indices below 3, got [1, 1]");
  }
}
