package rawi.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
}
