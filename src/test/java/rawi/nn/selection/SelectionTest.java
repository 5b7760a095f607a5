package rawi.nn.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelectionTest {
  /** Classes of different sizes in a random order; some have one row, some none. */
  private static int[] classes(SplittableRandom random) {
    int[] weights = IntStream.generate(() -> random.nextInt(40)).limit(6).toArray();
    weights[5] = 1;
    List<Integer> rows = new ArrayList<>();
    for (int c = 0; c < weights.length; c++) {
      rows.addAll(Collections.nCopies(weights[c], c));
    }
    Collections.shuffle(rows, new Random(random.nextLong()));
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long count(List<Integer> rows, int[] classes, int id) {
    return rows.stream().filter(row -> classes[row] == id).count();
  }

  private static int total(int[] classes, int id) {
    return (int) IntStream.of(classes).filter(c -> c == id).count();
  }

  @Test
  @DisplayName("the parts of a holdout have each row once and every class within one row")
  void holdout() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      int[] classes = classes(random);
      double valid = random.nextInt(5) / 10.0;
      double test = random.nextInt(5) / 10.0;
      Shares shares = Shares.of(valid, test);
      Holdout parts = Holdout.stratified(classes, shares, round);
      List<Integer> all = new ArrayList<>(parts.train());
      all.addAll(parts.valid());
      all.addAll(parts.test());
      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, classes.length).boxed().toList());
      for (int id = 0; id < 6; id++) {
        int rows = total(classes, id);
        assertThat((double) count(parts.train(), classes, id))
            .isEqualTo(rows * shares.train(), within(1 - 1e-9));
        assertThat((double) count(parts.valid(), classes, id))
            .isEqualTo(rows * valid, within(1 - 1e-9));
        assertThat((double) count(parts.test(), classes, id))
            .isEqualTo(rows * test, within(1 - 1e-9));
      }
      assertThat((double) parts.test().size()).isEqualTo(classes.length * test, within(2.0));
      assertThat(parts.train()).isSorted();
    }
  }

  @Test
  @DisplayName("k folds judge each row once, learn from all others, and are alike within one row")
  void folds() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 300; round++) {
      int[] classes = classes(random);
      int k = 2 + random.nextInt(6);
      if (classes.length < k) {
        continue;
      }
      List<Fold> folds = Fold.stratified(classes, k, round);
      assertThat(folds).hasSize(k);
      List<Integer> judged = new ArrayList<>();
      for (Fold fold : folds) {
        judged.addAll(fold.valid());
        assertThat(fold.train()).doesNotContainAnyElementsOf(fold.valid()).isSorted();
        assertThat(fold.train().size() + fold.valid().size()).isEqualTo(classes.length);
        assertThat((double) fold.valid().size())
            .isEqualTo((double) classes.length / k, within(1 - 1e-9));
        for (int id = 0; id < 6; id++) {
          assertThat((double) count(fold.valid(), classes, id))
              .isEqualTo((double) total(classes, id) / k, within(1 - 1e-9));
        }
      }
      assertThat(judged)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, classes.length).boxed().toList());
    }
  }

  @Test
  @DisplayName("one seed gives one choice, another another")
  void seeds() {
    assertThat(Holdout.random(100, Shares.of(0.2, 0.1), 5))
        .isEqualTo(Holdout.random(100, Shares.of(0.2, 0.1), 5))
        .isNotEqualTo(Holdout.random(100, Shares.of(0.2, 0.1), 6));
    assertThat(Fold.random(100, 5, 5))
        .isEqualTo(Fold.random(100, 5, 5))
        .isNotEqualTo(Fold.random(100, 5, 6));
    assertThat(Holdout.random(100, Shares.of(0.2, 0.1), 5).train()).hasSize(70);
  }

  @Test
  @DisplayName("what cannot be split is refused")
  void refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shares(0.5, 0.2, 0.2))
        .withMessage("shares: expected some for training and a sum of 1, got 0.5, 0.2, 0.2");
    assertThatIllegalArgumentException().isThrownBy(() -> Shares.of(0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fold.random(10, 1, 1))
        .withMessage("folds: expected at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fold.random(3, 4, 1))
        .withMessage("expected at least 4 rows, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Holdout.random(0, Shares.of(0.1, 0.1), 1))
        .withMessage("expected at least 1 rows, got 0");
  }
}
