package rawi.embeddings.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.embeddings.Lexicon;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;
import rawi.nn.backend.Workers;

/** Analogies, odd ones out, and agreement with people. */
class JudgementTest {
  private static final Workers TWO = new Workers(2);

  private static WordVectors vectors(Object... wordsAndRows) {
    List<String> words = new ArrayList<>();
    VectorTable.Builder rows = new VectorTable.Builder(((float[]) wordsAndRows[1]).length);
    for (int i = 0; i < wordsAndRows.length; i += 2) {
      words.add((String) wordsAndRows[i]);
      rows.add((float[]) wordsAndRows[i + 1]);
    }
    return WordVectors.of(Lexicon.of(words), rows.build(), Optional.empty());
  }

  private static float[] row(double... values) {
    float[] row = new float[values.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) values[j];
    }
    return row;
  }

  /** Axes: royal, male, female, plural, other. */
  private static final WordVectors FAMILY =
      vectors(
          "roi", row(1, 1, 0, 0, 0),
          "reine", row(1, 0, 1, 0, 0),
          "homme", row(0, 1, 0, 0, 0.2),
          "femme", row(0, 0, 1, 0, 0.2),
          "hommes", row(0, 1, 0, 1, 0.2),
          "femmes", row(0, 0, 1, 1, 0.2),
          "pain", row(0, 0, 0, 0.1, 1));

  @ParameterizedTest
  @EnumSource
  @DisplayName("man is to woman as king is to queen, by sums and by products")
  void analogy(Analogy.Method method) {
    Analogy analogy = new Analogy(FAMILY.vector(2), FAMILY.vector(3), FAMILY.vector(0));
    List<Neighbour> answers = analogy.answers(FAMILY, TWO, method, 2, Set.of(0, 2, 3));
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).word()).isEqualTo("reine");
    assertThat(Analogy.Method.of(method.toString())).isEqualTo(method);
  }

  @Test
  @DisplayName("3CosMul is the quotient that its authors give")
  void products() {
    float[] a = FAMILY.vector(2);
    float[] b = FAMILY.vector(3);
    float[] c = FAMILY.vector(0);
    Neighbour first =
        new Analogy(a, b, c).answers(FAMILY, TWO, Analogy.Method.MUL, 1, Set.of(0, 2, 3)).get(0);
    float[] x = FAMILY.of(first.word()).orElseThrow();
    double expected =
        (Similarity.of(x, b) + 1)
            / 2
            * ((Similarity.of(x, c) + 1) / 2)
            / ((Similarity.of(x, a) + 1) / 2 + 0.001);
    assertThat(first.similarity()).isCloseTo(expected, within(1e-5));
  }

  @Test
  @DisplayName("questions are counted by section; those with an unknown word are not covered")
  void questions() {
    List<Analogy.Question> questions =
        List.of(
            new Analogy.Question("genre", "homme", "femme", "roi", "reine"),
            new Analogy.Question("genre", "homme", "femme", "roi", "pain"),
            new Analogy.Question("genre", "homme", "femme", "prince", "princesse"),
            new Analogy.Question("nombre", "homme", "hommes", "femme", "femmes"),
            new Analogy.Question("vide", "un", "deux", "trois", "quatre"));
    List<Analogy.Score> scores = Analogy.evaluate(questions, FAMILY, TWO, Analogy.Method.ADD);
    assertThat(scores)
        .containsExactly(
            new Analogy.Score("genre", 3, 2, 1),
            new Analogy.Score("nombre", 1, 1, 1),
            new Analogy.Score("vide", 1, 0, 0));
    assertThat(scores).extracting(Analogy.Score::accuracy).containsExactly(0.5, 1.0, 0.0);
  }

  @Test
  @DisplayName("the odd one out is least like the mean of all")
  void odd() {
    double[] similarities =
        Similarity.toMean(
            List.of(FAMILY.vector(2), FAMILY.vector(4), FAMILY.vector(6), FAMILY.vector(0)));
    int least = 0;
    for (int i = 1; i < 4; i++) {
      least = similarities[i] < similarities[least] ? i : least;
    }
    assertThat(least).isEqualTo(2);
  }

  @Test
  @DisplayName("Spearman's correlation, with ties, as worked out by hand")
  void spearman() {
    WordVectors line =
        vectors("x", row(1, 0), "a", row(1, 0.1), "b", row(1, 0.5), "c", row(1, 1), "d", row(0, 1));
    List<Similarity.Pair> agreeing = pairs(9, 7, 5, 1);
    assertThat(Similarity.evaluate(agreeing, line).spearman()).hasValue(1.0);
    assertThat(Similarity.evaluate(pairs(1, 5, 7, 9), line).spearman()).hasValue(-1.0);
    // ranks of the scores 4, 2.5, 2.5, 1 against 4, 3, 2, 1: 4.5 / sqrt(4.5 * 5)
    assertThat(Similarity.evaluate(pairs(9, 7, 7, 1), line).spearman().orElseThrow())
        .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    assertThat(Similarity.evaluate(pairs(3, 3, 3, 3), line).spearman()).isEmpty();
    List<Similarity.Pair> more = new ArrayList<>(agreeing);
    more.add(new Similarity.Pair("x", "inconnu", 5));
    assertThat(Similarity.evaluate(more, line))
        .isEqualTo(new Similarity.Agreement(5, 4, Optional.of(1.0)));
    assertThat(Similarity.evaluate(more.subList(4, 5), line))
        .isEqualTo(new Similarity.Agreement(1, 0, Optional.empty()));
  }

  private static List<Similarity.Pair> pairs(double a, double b, double c, double d) {
    return List.of(
        new Similarity.Pair("x", "a", a),
        new Similarity.Pair("x", "b", b),
        new Similarity.Pair("x", "c", c),
        new Similarity.Pair("x", "d", d));
  }

  @Test
  @DisplayName("a vector of zeros is similar to nothing")
  void zero() {
    assertThat(Similarity.of(row(0, 0), row(1, 0))).isZero();
    assertThat(Similarity.of(row(2, 0), row(3, 0))).isEqualTo(1);
    assertThat(Similarity.of(row(1, 0), row(-3, 0))).isEqualTo(-1);
  }
}
