package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ParameterTest {
  @Test
  @DisplayName("what its layer keeps up is never trained, and frozen or not as it is told")
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
