package rawi.tokenize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
  private static List<String> words(Vocabulary vocabulary) {
    return java.util.stream.IntStream.range(0, vocabulary.size())
        .mapToObj(vocabulary::wordAt)
        .toList();
  }

  @DisplayName(
      "Ids go by falling count, equal counts in code point order, after padding and unknown")
  @Test
  void order() {
    WordCounts counts =
        new WordCounts()
            .add("b", 2)
            .add("\uFF5E", 2)
            .add("😀", 2)
            .add("a", 2)
            .add("z", 5)
            .add("rare");
    Vocabulary vocabulary = Vocabulary.of(counts, 2, 100);
    assertThat(words(vocabulary)).containsExactly("[pad]", "[unk]", "z", "a", "b", "\uFF5E", "😀");
    assertThat(vocabulary.idOf("z")).isEqualTo(2);
    assertThat(vocabulary.idOf("rare")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.count(2)).isEqualTo(5);
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(1);
  }

  @DisplayName("The maximum size includes the two reserved ids and keeps the most frequent words")
  @Test
  void maximumSize() {
    WordCounts counts = new WordCounts().add("a", 3).add("b", 2).add("c", 1);
    Vocabulary vocabulary = Vocabulary.of(counts, 1, 4);
    assertThat(words(vocabulary)).containsExactly("[pad]", "[unk]", "a", "b");
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(1);
    assertThat(words(Vocabulary.of(new WordCounts(), 1, 2))).containsExactly("[pad]", "[unk]");
  }

  @DisplayName("Tokens are encoded by their normalized forms")
  @Test
  void encode() {
    WordTokenizer tokenizer = WordTokenizer.of(Language.AUTO);
    Vocabulary vocabulary =
        Vocabulary.of(new WordCounts().add(tokenizer.tokenize("le film le")), 1, 10);
    assertThat(vocabulary.encode(tokenizer.tokenize("Le FILM nul"))).containsExactly(2, 3, 1);
  }

  @DisplayName("No word of a text reaches the padding id")
  @Test
  void reservedWordsAreUnknown() {
    Vocabulary vocabulary = Vocabulary.of(new WordCounts().add("[pad]", 9).add("a"), 1, 10);
    assertThat(vocabulary.idOf("[pad]")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(words(vocabulary)).containsExactly("[pad]", "[unk]", "a");
  }

  @DisplayName("Special words have the ids behind unknown, and no word of a text reaches them")
  @Test
  void specials(@TempDir Path folder) throws IOException {
    WordCounts counts = new WordCounts().add("[start]", 9).add("le", 4).add("a\tspecial", 2);
    Vocabulary vocabulary = Vocabulary.of(counts, 1, 6, List.of("[start]", "[end]"));
    assertThat(words(vocabulary))
        .containsExactly("[pad]", "[unk]", "[start]", "[end]", "le", "a\tspecial");
    assertThat(vocabulary.idOf("[start]")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.count(Vocabulary.UNKNOWN)).isEqualTo(9);
    Path file = folder.resolve("vocabulary.txt");
    VocabularyFile.write(vocabulary, file);
    Vocabulary back = VocabularyFile.read(file);
    assertThat(words(back)).isEqualTo(words(vocabulary));
    assertThat(back.specials()).containsExactly("[start]", "[end]");
    assertThat(back.idOfSpecial("[end]")).isEqualTo(3);
    assertThat(back.idOf("[start]")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(back.contains("a\tspecial")).isTrue();
    assertThatThrownBy(() -> back.idOfSpecial("le"))
        .hasMessage("Vocabulary: expected one of the special words [[start], [end]], got 'le'.");
    assertThatThrownBy(() -> Vocabulary.of(counts, 1, 3, List.of("[start]", "[end]")))
        .hasMessage(
            "Vocabulary: expected a size of at least 4 (padding, unknown and 2 special words),"
                + " got 3.");
    assertThatThrownBy(() -> Vocabulary.of(counts, 1, 9, List.of("[pad]")))
        .hasMessage("Vocabulary: the special word '[pad]' is empty or stands twice.");
  }

  @DisplayName("Words given in an order keep it")
  @Test
  void givenOrder() {
    Vocabulary vocabulary = Vocabulary.ofWords(List.of("b", "a"), new int[] {1, 5});
    assertThat(words(vocabulary)).containsExactly("[pad]", "[unk]", "b", "a");
    assertThat(vocabulary.count(3)).isEqualTo(5);
    assertThatThrownBy(() -> Vocabulary.ofWords(List.of("a", "a"), new int[2]))
        .hasMessage("Vocabulary: the word 'a' stands twice or is reserved.");
    assertThatThrownBy(() -> Vocabulary.ofWords(List.of("a"), new int[] {-1}))
        .hasMessage("Vocabulary: expected a count of 0 or more for each of 1 words.");
  }

  @DisplayName("Odd words come back exactly from the file, whatever the locale")
  @Test
  void roundTrip(@TempDir Path folder) throws IOException {
    WordCounts counts = new WordCounts();
    for (String word :
        List.of(
            "é",
            "a\tb",
            "a\nb",
            "\r",
            "\\",
            "\\t",
            "",
            " ",
            "\uD83D",
            "x\uDC00y",
            "😀",
            "\u2028",
            "\uFEFF",
            "\0",
            "\\u0041")) {
      counts.add(word, 3);
    }
    Vocabulary vocabulary = Vocabulary.of(counts, 1, 100);
    Path file = folder.resolve("vocabulary.txt");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      VocabularyFile.write(vocabulary, file);
    } finally {
      Locale.setDefault(before);
    }
    Vocabulary back = VocabularyFile.read(file);
    assertThat(words(back)).isEqualTo(words(vocabulary));
    assertThat(back.count(2)).isEqualTo(3);
    assertThat(back.idOf("a\tb")).isEqualTo(vocabulary.idOf("a\tb"));
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    VocabularyFile.write(back, again);
    assertThat(again.toByteArray()).isEqualTo(java.nio.file.Files.readAllBytes(file));
  }

  @DisplayName("A broken line is named with its number")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 3|v.txt, line 3: expected word, tab, count; found no tab.",
        "a_x|v.txt, line 3: expected a count after the tab, got 'x'.",
        "a_3~|v.txt, line 3: expected a count after the tab, got '3\\r'.",
        "a_-1|v.txt, line 3: expected a count of 0 or more, got '-1'.",
        "a_3#a_2|v.txt, line 4: the word 'a' stands twice; expected each word once.",
        "a_3#b_0_special|v.txt, line 4: expected special words before all others.",
        "a_3_x|v.txt, line 3: expected a count after the tab, got '3\\tx'.",
        "a\\q_3|v.txt, line 3: expected \\t, \\n, \\r, \\\\ or \\uXXXX, got '\\q'.",
      })
  void brokenLine(String lines, String message) {
    String text =
        "[pad]\t0\n[unk]\t0\n"
            + lines.replace('_', '\t').replace('#', '\n').replace('~', '\r')
            + "\n";
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @DisplayName("An empty file, another file and bytes that are not UTF-8 are refused")
  @Test
  void otherFiles() {
    assertThatThrownBy(() -> read(new byte[0]))
        .hasMessage("v.txt, line 1: expected the word [pad], got the end of the file.");
    assertThatThrownBy(() -> read("le\t3\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("v.txt, line 1: expected the word [pad], got 'le'; is this a vocabulary?");
    assertThatThrownBy(() -> read(new byte[] {(byte) 0xC3, 'a', '\t', '1'}))
        .hasMessage("v.txt, line 1: expected UTF-8, got other bytes.");
  }

  @DisplayName("Ids, counts and sizes out of range are refused with the range")
  @Test
  void outOfRange() {
    Vocabulary vocabulary = Vocabulary.of(new WordCounts().add("a"), 1, 10);
    assertThatThrownBy(() -> vocabulary.wordAt(3))
        .hasMessage("Vocabulary: expected an id from 0 to 2, got 3.");
    assertThatThrownBy(() -> Vocabulary.of(new WordCounts(), 0, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Vocabulary.of(new WordCounts(), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WordCounts().add("a", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Vocabulary read(byte[] bytes) throws IOException {
    return VocabularyFile.read(new ByteArrayInputStream(bytes), "v.txt");
  }
}
