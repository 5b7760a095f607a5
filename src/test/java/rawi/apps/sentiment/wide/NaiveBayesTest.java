package rawi.apps.sentiment.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Naive Bayes on rows whose weights are reckoned by hand, and rows without some columns. */
class NaiveBayesTest {
  private static final byte[] BLOCKS = {0, 1, 0};

  private static SparseRows rows() {
    return SparseRows.of(
        List.of(
            new SparseRow(new int[] {0, 1}, new float[] {2, 5}),
            new SparseRow(new int[] {2}, new float[] {1}),
            new SparseRow(new int[] {0, 2}, new float[] {1, 3})),
        3);
  }

  @DisplayName("A weight is the logarithm of the n-gram's share of its block, smoothed")
  @Test
  void shares() {
    Linear found = new NaiveBayes(0.5).fit(rows(), new int[] {0, 1, 2}, 3, BLOCKS).get(0);
    // label 0: 2 and 0 of column 0 and 2; label 1: 0 and 1; label 2: 1 and 3
    double[] expected = {2.5 / 3, 0, 0.5 / 3, 0.5 / 2, 0, 1.5 / 2, 1.5 / 5, 0, 3.5 / 5};
    for (int j = 0; j < expected.length; j++) {
      double log = expected[j] == 0 ? 0 : Math.log(expected[j]);
      assertThat(found.weights()[j]).isCloseTo(log, within(1e-12));
    }
    assertThat(found.bias()).containsOnly(0.0);
    // the only column of its block: all of it, in each label
    assertThat(new NaiveBayes(0.5).fit(rows(), new int[] {0, 1, 2}, 3, BLOCKS).get(1).weights())
        .containsOnly(0.0);
  }

  @DisplayName("Of two labels there is the difference")
  @Test
  void difference() {
    Linear found = new NaiveBayes(0.5).fit(rows(), new int[] {0, 1, 1}, 2, BLOCKS).get(0);
    assertThat(found.weights()[0]).isCloseTo(Math.log(1.5 / 6 / (2.5 / 3)), within(1e-12));
    assertThat(found.weights()[1]).isZero();
    assertThat(found.weights()).hasSize(3);
  }

  @DisplayName("Rows without a column keep the others, in their place")
  @Test
  void without() {
    BitSet left = new BitSet();
    left.set(0);
    SparseRows less = rows().without(left);
    assertThat(less.rows()).isEqualTo(3);
    assertThat(less.counts()).containsExactly(0, 1, 2);
    assertThat(less.dot(2, new double[] {7, 11, 13}, 0)).isEqualTo(39);
    assertThat(rows().counts()).containsExactly(2, 1, 2);
  }
}
