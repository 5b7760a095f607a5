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
import java.util.SplittableRandom;
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

  @DisplayName("Each block of a row has its share of length, whatever the text's length")
  @Test
  void blocks() {
    NgramTable table = NgramTable.learn(TEXTS.stream().map(WidePartTest::tokens).toList(), 1, 1000);
    for (String text : List.of("film", "un film magnifique et nul, vraiment long long")) {
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

  @DisplayName("Rows without some n-grams are those of a table that does not know them")
  @Test
  void without() {
    List<List<Token>> texts = TEXTS.stream().map(WidePartTest::tokens).toList();
    NgramTable table = NgramTable.learn(texts, 1, 1000);
    BitSet left = new BitSet();
    left.set(0, table.size() / 2);
    int known = table.size() - table.size() / 2;
    NgramTable less =
        new NgramTable(
            Arrays.copyOfRange(table.hashes(), table.size() - known, table.size()),
            Arrays.copyOfRange(table.idf(), table.size() - known, table.size()),
            Arrays.copyOfRange(table.blocks(), table.size() - known, table.size()));
    SparseRows rows =
        table.without(left, SparseRows.of(texts.stream().map(table::row).toList(), table.size()));
    SparseRows expected = SparseRows.of(texts.stream().map(less::row).toList(), known);
    double[] weights = new SplittableRandom(2).doubles(table.size(), -1, 1).toArray();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(rows.dot(i, weights, 0))
          .isCloseTo(expected.dot(i, weights, table.size() - known), within(1e-5));
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
    tensors.remove("wide/idf");
    assertThatThrownBy(() -> WidePart.of(tensors, 2))
        .hasMessage("expected a tensor wide/idf, got none");
  }
}
