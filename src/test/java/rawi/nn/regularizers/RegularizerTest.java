package rawi.nn.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.GradientCheck;

class RegularizerTest {
  @Test
  @DisplayName("l1 sum |w| + l2 sum w^2 and its derivative, by hand")
  void byHand() {
    Regularizer both = new Regularizer(0.1, 0.01);
    INDArray w = Nd4j.createFromArray(2.0, -3, 0);
    assertEquals(0.1 * 5 + 0.01 * 13, both.penalty(w), 1e-12);
    INDArray expected = Nd4j.createFromArray(0.1 + 0.04, -0.1 - 0.06, 0);
    assertClose(expected, both.gradient(w), 1e-12);
  }

  @Test
  @DisplayName("the derivative equals difference quotients")
  void derivative() {
    for (Regularizer r :
        List.of(Regularizer.l1(0.3), Regularizer.l2(0.7), new Regularizer(0.2, 0.5))) {
      INDArray w = GradientCheck.random(1, 3, 4);
      GradientCheck.check(
          List.of(new GradientCheck.Checked("w", w, r.gradient(w))), () -> r.penalty(w));
    }
  }

  @Test
  @DisplayName("factors below 0 are refused in one line")
  void refusals() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Regularizer.l1(-1));
    assertEquals(
        "regularizer: expected factors of at least 0, got l1 -1.0 and l2 0.0", e.getMessage());
  }
}
