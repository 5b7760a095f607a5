package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.regularizers.Regularizer;

class ParameterTest {
  @Test
  @DisplayName("the penalty on its size is in the loss and in the gradient, by hand")
  void penaltyByHand() {
    Parameter w = new Parameter("w", Nd4j.createFromArray(2.0, -3, 0));
    w.regularized(Optional.of(new Regularizer(0.1, 0.01)));
    w.accumulate(Nd4j.createFromArray(1.0, 1, 1));
    assertEquals(0.1 * 5 + 0.01 * 13, w.penalize(), 1e-12);
    INDArray expected = Nd4j.createFromArray(1 + 0.1 + 0.04, 1 - 0.1 - 0.06, 1);
    assertEquals(0, expected.sub(w.gradient()).amaxNumber().doubleValue(), 1e-12);
  }

  @Test
  @DisplayName("the gradient of a penalty equals difference quotients")
  void penaltyGradient() {
    for (Regularizer r :
        List.of(Regularizer.l1(0.3), Regularizer.l2(0.7), new Regularizer(0.2, 0.5))) {
      INDArray w = GradientCheck.random(1, 3, 4);
      Parameter p = new Parameter("w", w).regularized(Optional.of(r));
      p.penalize();
      GradientCheck.check(
          List.of(new GradientCheck.Checked("w", w, p.gradient())), () -> r.penalty(w));
    }
  }

  @Test
  @DisplayName("without a penalty, or frozen, nothing is added")
  void none() {
    Parameter w = new Parameter("w", Nd4j.createFromArray(2.0));
    assertEquals(0, w.penalize());
    w.regularized(Optional.of(Regularizer.l2(1)));
    w.setTrainable(false);
    assertEquals(0, w.penalize());
    assertEquals(0, w.gradient().getDouble(0));
  }

  @Test
  @DisplayName("a statistic is never trained, and frozen or not as it is told")
  void state() {
    Parameter mean = new Parameter("moving_mean", Nd4j.createFromArray(2.0)).asState();
    assertTrue(mean.state());
    assertFalse(mean.trainable());
    assertFalse(mean.frozen());
    mean.setTrainable(false);
    assertTrue(mean.frozen());
    mean.setTrainable(true);
    assertFalse(mean.frozen());
    assertFalse(mean.trainable());
  }
}
