package rawi.tokenize.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.tokenize.Language;
import rawi.tokenize.WordTokenizer;
import rawi.tokenize.opennlp.SpanTokenizer;

class ConlluReaderTest {
  private static List<GoldSentence> read(String... lines) {
    ConlluReader reader = new ConlluReader("t.conllu");
    List.of(lines).forEach(reader::line);
    return reader.finish();
  }

  private static String row(String id, String form, String misc) {
    return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + misc;
  }

  private static List<String> tokens(GoldSentence sentence) {
    return sentence.tokens().stream()
        .map(place -> sentence.text().substring(place.start(), place.end()))
        .toList();
  }

  @DisplayName("A multiword token is one, its words and empty nodes are none")
  @Test
  void multiwordTokens() {
    GoldSentence sentence =
        read(
                "# sent_id = 1",
                "# text = Il sort du bois.",
                row("1", "Il", "_"),
                row("2", "sort", "_"),
                row("3-4", "du", "_"),
                row("3", "de", "_"),
                row("4", "le", "_"),
                row("4.1", "vide", "_"),
                row("5", "bois", "SpaceAfter=No"),
                row("6", ".", "_"))
            .get(0);
    assertThat(tokens(sentence)).containsExactly("Il", "sort", "du", "bois", ".");
  }

  @DisplayName("Without its text a sentence is put together from forms and SpaceAfter=No")
  @Test
  void withoutText() {
    GoldSentence sentence =
        read(row("1", "l'", "SpaceAfter=No"), row("2", "eau", "_"), row("3", "!", "_"), "").get(0);
    assertThat(sentence.text()).isEqualTo("l'eau !");
    assertThat(tokens(sentence)).containsExactly("l'", "eau", "!");
  }

  @DisplayName("Pieces of an Arabic word are one surface token, its punctuation is none of them")
  @Test
  void arabicPieces() {
    GoldSentence sentence =
        read(
                "# text = وقال: نعم.",
                row("1", "و", "SpaceAfter=No"),
                row("2", "قال", "SpaceAfter=No"),
                row("3", ":", "_"),
                row("4", "نعم", "SpaceAfter=No"),
                row("5", ".", "_"))
            .get(0);
    assertThat(tokens(sentence)).containsExactly("وقال", ":", "نعم", ".");
  }

  @DisplayName("What is no CoNLL-U is refused with its line")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 mot; t.conllu: line 2: expected 10 columns with tabs between them, got 1",
        "x|mot|_|_|_|_|_|_|_|_; t.conllu: line 2: expected a word number such as 3 or 3-4 in the first"
            + " column, got 'x'",
        "1|mal|_|_|_|_|_|_|_|_; t.conllu: line 3: the sentence above: expected 'mal' behind '' in its"
            + " text, got 'Un mot'",
        "1|mot|_|_|_|_|_|_|_|_; t.conllu: line 3: the sentence above: expected 'mot' behind '' in its"
            + " text, got 'Un mot'"
      })
  void refusals(String line, String message) {
    assertThatThrownBy(() -> read("# text = Un mot", line.replace('|', '\t'), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @DisplayName("A file without a sentence is refused")
  @Test
  void noSentence() {
    assertThatThrownBy(() -> read("# only", "", "# comments"))
        .hasMessage("t.conllu: no sentence in it; expected CoNLL-U, one word a line in 10 columns");
  }

  @DisplayName("Scores count exact places; punctuation can be left out; nothing scores 0")
  @Test
  void scores() {
    List<GoldSentence> gold =
        read("# text = l'eau !", row("1", "l'", "_"), row("2", "eau", "_"), row("3", "!", "_"));
    TokenScore right = TokenScore.of(WordTokenizer.of(Language.FR), gold, false);
    assertThat(right).isEqualTo(new TokenScore(1, 1, 1));
    // OpenNLP cuts l ' eau !: two of four are right, and two of three found
    SpanTokenizer simple = SpanTokenizer.simple(rawi.tokenize.Normalization.none());
    TokenScore half = TokenScore.of(simple, gold, false);
    assertThat(half.precision()).isEqualTo(0.5);
    assertThat(half.recall()).isCloseTo(2 / 3d, within(1e-12));
    assertThat(half.f1()).isCloseTo(4 / 7d, within(1e-12));
    assertThat(TokenScore.of(simple, gold, true)).isEqualTo(new TokenScore(0.5, 0.5, 0.5));
    assertThat(TokenScore.of(text -> List.of(), gold, false)).isEqualTo(new TokenScore(0, 0, 0));
  }
}
