package rawi.apps.sentiment.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/** N-grams, their table and the classifier over them. */
class WidePartTest {
  private static final WordTokenizer TOKENIZER = WordTokenizer.of(Language.AUTO);
  private static final List<String> TEXTS =
      List.of(
          "un film magnifique, bravo",
          "un film magnifique et drôle",
          "magnifique ! j'adore",
          "quel film nul",
          "nul, vraiment nul",
          "c'est nul et long",
          "هذا الفيلم رائع",
          "رائع رائع",
          "فيلم سيء",
          "سيء جدا");
  private static final int[] CLASSES = {1, 1, 1, 0, 0, 0, 1, 1, 0, 0};

  private static List<Token> tokens(String text) {
    return TOKENIZER.tokenize(text);
  }

  private static WideTraining trained(int labels) {
    int[] classes = CLASSES.clone();
    if (labels == 3) {
      classes[6] = 2;
      classes[7] = 2;
    }
    double[] counts = new double[classes.length];
    Arrays.fill(counts, 1);
    return WideTraining.fit(
        TEXTS.stream().map(WidePartTest::tokens).toList(),
        classes,
        counts,
        labels,
        WideTraining.Options.of(4),
        3);
  }

  @DisplayName("What is written otherwise has one skeleton")
  @ParameterizedTest
  @CsvSource({
    "bahia,bha",
    "behiiia,bha",
    "barrcha,brcha",
    "belle,ble",
    "كبيير,كبر",
    "كبير,كبر",
    "aa,a",
    "ou,ou"
  })
  void skeleton(String word, String skeleton) {
    assertThat(Skeleton.of(word)).isEqualTo(skeleton);
  }

  @DisplayName("An n-gram reaches over the tokens that touch, and over no blank")
  @Test
  void reach() {
    List<String> found = new ArrayList<>();
    Ngrams.of(
        tokens("ab! c"), (block, hash, first, last) -> found.add(block + ":" + first + "-" + last));
    assertThat(found).contains("0:0-0", "0:0-1", "0:1-2", "1:0-1").doesNotContain("1:1-2");
    // " ab! " has 4 + 3 + 2 + 1 n-grams of 2 to 5 characters, " c " has 2 + 1
    assertThat(found.stream().filter(f -> f.startsWith("1:"))).hasSize(13);
  }

  @DisplayName("Each block of a row has its share of length, however long a known text is")
  @Test
  void blocks() {
    NgramTable table = NgramTable.learn(TEXTS.stream().map(WidePartTest::tokens).toList(), 1, 1000);
    for (String text : List.of("film", TEXTS.get(1))) {
      SparseRow row = table.row(tokens(text));
      double[] squares = new double[Ngrams.BLOCKS];
      for (int i = 0; i < row.columns().length; i++) {
        squares[table.blocks()[row.columns()[i]]] += row.values()[i] * row.values()[i];
      }
      assertThat(squares).containsExactly(new double[] {1, 1, 0.49, 0.49}, within(1e-5));
    }
    assertThat(table.row(tokens("")).columns()).isEmpty();
    assertThat(table.row(tokens("☃")).columns()).isEmpty();
  }

  @DisplayName("What is not known shortens what is")
  @Test
  void unknown() {
    NgramTable table = NgramTable.learn(TEXTS.stream().map(WidePartTest::tokens).toList(), 1, 1000);
    SparseRow row = table.row(tokens("film zzz")); // 'zzz' and 'film zzz' stood in no text
    double film = 1 + Math.log(11.0 / 4); // in three texts of ten
    double other = 1 + Math.log(11.0 / 2); // as if in one
    double[] words =
        IntStream.range(0, row.columns().length)
            .filter(i -> table.blocks()[row.columns()[i]] == 0)
            .mapToDouble(i -> row.values()[i])
            .toArray();
    assertThat(words)
        .containsExactly(
            new double[] {film / Math.sqrt(film * film + 2 * other * other)}, within(1e-6));
  }

  @DisplayName("Rows without the n-grams of one text are those of a table that never knew them")
  @Test
  void without() {
    List<List<Token>> texts = TEXTS.stream().map(WidePartTest::tokens).toList();
    NgramTable all = NgramTable.learn(texts, 1, 1000);
    NgramTable some = NgramTable.learn(texts, 2, 1000);
    SparseRows rows = SparseRows.of(texts.stream().map(all::row).toList(), all.size());
    int[] counts = rows.counts();
    BitSet once = new BitSet();
    IntStream.range(0, all.size()).filter(j -> counts[j] == 1).forEach(once::set);
    SparseRows less = rows.without(once);
    assertThat(less.columns()).isNotEmpty();
    for (int i = 0; i < texts.size(); i++) {
      SparseRow expected = some.row(texts.get(i));
      int from = less.starts()[i];
      assertThat(less.starts()[i + 1] - from).isEqualTo(expected.columns().length);
      for (int e = 0; e < expected.columns().length; e++) {
        assertThat(all.hashes()[less.columns()[from + e]])
            .isEqualTo(some.hashes()[expected.columns()[e]]);
        assertThat(less.values()[from + e]).isCloseTo(expected.values()[e], within(1e-6f));
      }
    }
  }

  @DisplayName("N-grams of few texts are left out, and of many those of most texts stay")
  @Test
  void kept() {
    List<List<Token>> texts = TEXTS.stream().map(WidePartTest::tokens).toList();
    NgramTable twice = NgramTable.learn(texts, 2, 1000);
    assertThat(twice.size()).isPositive().isLessThan(NgramTable.learn(texts, 1, 1000).size());
    NgramTable few = NgramTable.learn(texts, 1, 5);
    assertThat(few.size()).isEqualTo(5);
    assertThat(few.idf()).isSorted();
  }

  @DisplayName("What the tokens add, and the bias, are the logits")
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void sums(int labels) {
    WidePart part = trained(labels).part();
    for (String text : List.of("un film nul, nul et magnifique!", "رائع", "", "xyz", "j'adore")) {
      double[] sum = part.bias();
      for (double[] share : part.contributions(tokens(text))) {
        for (int k = 0; k < labels; k++) {
          sum[k] += share[k];
        }
      }
      assertThat(sum).containsExactly(part.logits(tokens(text)), within(1e-5));
    }
  }

  @DisplayName("A clear word is given its weight")
  @Test
  void clear() {
    WidePart part = trained(2).part();
    double[][] shares = part.contributions(tokens("film nul magnifique"));
    assertThat(shares[1][1]).isNegative();
    assertThat(shares[2][1]).isPositive();
    assertThat(part.logits(tokens("nul"))[1]).isLessThan(part.logits(tokens("magnifique"))[1]);
  }

  @DisplayName("One seed gives one result, and a file keeps every bit")
  @Test
  void exact() {
    WidePart part = trained(3).part();
    WidePart again = trained(3).part();
    WidePart read = WidePart.of(part.tensors(), 3);
    for (String text : TEXTS) {
      assertThat(again.logits(tokens(text))).isEqualTo(part.logits(tokens(text)));
      assertThat(read.logits(tokens(text))).isEqualTo(part.logits(tokens(text)));
    }
  }

  @DisplayName("A file from before unknown n-grams counted is read as it was meant")
  @Test
  void older() {
    WidePart part = trained(2).part();
    Map<String, INDArray> tensors = new HashMap<>(part.tensors());
    tensors.remove("wide/unknown");
    WidePart old = WidePart.of(tensors, 2);
    double known = old.logits(tokens("nul"))[1] - old.bias()[1];
    assertThat(old.logits(tokens("nul ☃"))[1] - old.bias()[1]).isCloseTo(known, within(1e-9));
    assertThat(part.logits(tokens("nul ☃"))[1] - part.bias()[1]).isBetween(0.9 * known, -1e-3);
  }

  @DisplayName("Fitted again to the same texts it is the same, to more it learns their words")
  @Test
  void refit() {
    WideTraining training = trained(2);
    double[] ones = new double[TEXTS.size() + 2];
    Arrays.fill(ones, 1);
    List<List<Token>> texts = new ArrayList<>(TEXTS.stream().map(WidePartTest::tokens).toList());
    WidePart same = training.refit(texts, CLASSES, Arrays.copyOf(ones, TEXTS.size()));
    assertThat(same.tensors()).isEqualTo(training.part().tensors());
    texts.add(tokens("superbe"));
    texts.add(tokens("superbe !"));
    int[] classes = Arrays.copyOf(CLASSES, texts.size());
    classes[texts.size() - 2] = 1;
    classes[texts.size() - 1] = 1;
    WidePart more = training.refit(texts, classes, ones);
    assertThat(more.ngrams()).isGreaterThan(same.ngrams());
    double[] before = training.part().contributions(tokens("superbe"))[0];
    assertThat(more.contributions(tokens("superbe"))[0][1]).isGreaterThan(before[1] + 0.1);
  }

  @DisplayName("A text is held out of what is said of it")
  @Test
  void heldOut() {
    WideTraining training = trained(2);
    assertThat(training.heldOut()).hasSize(TEXTS.size());
    double[] learnt = training.part().logits(tokens(TEXTS.get(0)));
    double[] unseen = training.heldOut().get(0);
    assertThat(unseen[1] - unseen[0]).isLessThan(learnt[1] - learnt[0] - 0.01);
  }

  @DisplayName("Tensors that do not fit are refused")
  @Test
  void refused() {
    Map<String, INDArray> tensors = new HashMap<>(trained(2).part().tensors());
    assertThatThrownBy(() -> WidePart.of(tensors, 3))
        .hasMessage("the tensors of the wide part do not fit one another");
    tensors.put("wide/idf", Nd4j.createFromArray(1f));
    assertThatThrownBy(() -> WidePart.of(tensors, 2))
        .hasMessage("the tensors of the wide part do not fit one another");
    tensors.put("wide/idf", trained(2).part().tensors().get("wide/idf"));
    tensors.put("wide/unknown", Nd4j.createFromArray(1f, 2f));
    assertThatThrownBy(() -> WidePart.of(tensors, 2))
        .hasMessage("the tensors of the wide part do not fit one another");
    tensors.remove("wide/idf");
    assertThatThrownBy(() -> WidePart.of(tensors, 2))
        .hasMessage("expected a tensor wide/idf, got none");
  }
}
