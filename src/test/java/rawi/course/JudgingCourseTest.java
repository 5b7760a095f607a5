package rawi.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.nn.metrics.BiasVariance;
import rawi.nn.metrics.ConfusionMatrix;

/** The numbers of the course on judging a model. */
class JudgingCourseTest {
  @Test
  @DisplayName("'nobody is ill' on 100 patients with 10 ill: accuracy 0.9, recall 0")
  void nobodyIsIll() {
    ConfusionMatrix matrix = new ConfusionMatrix(List.of("healthy", "ill"));
    for (int patient = 0; patient < 100; patient++) {
      matrix.add(patient < 10 ? 1 : 0, 0);
    }
    assertEquals(0.9, matrix.accuracy());
    assertEquals(0, matrix.recall(1));
    assertEquals(0, matrix.precision(1), "nobody was called ill");
    assertEquals(0, matrix.f1(1));
    assertEquals(0.5, (matrix.recall(0) + matrix.recall(1)) / 2, "no better than chance");
  }

  @Test
  @DisplayName("squared bias and variance add up to the error, by hand: 1 + 8/3 = 11/3")
  void biasAndVariance() {
    // three models say 1, 5 and 3 where 2 is true: their mean is 3
    double[][] models = {{1}, {5}, {3}};
    BiasVariance parts = BiasVariance.of(models, new double[][] {{2}});
    assertEquals(1, parts.biasSquared(), 1e-12); // (3 - 2)^2
    assertEquals(8.0 / 3, parts.variance(), 1e-12); // (4 + 4 + 0) / 3
    assertEquals(0, parts.noise(), 1e-12);
    assertEquals(11.0 / 3, parts.error(), 1e-12); // (1 + 9 + 1) / 3
    assertEquals(parts.error(), parts.biasSquared() + parts.variance(), 1e-12);
  }
}
