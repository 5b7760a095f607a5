package rawi.nn.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ClassWeightsTest {
  @Test
  @DisplayName("each entry counts for its class; a class that is not named counts for 1")
  void byClass() {
    ClassWeights weights = new ClassWeights(Map.of(0, 2.0, 2, 0.5));
    assertBits(
        Nd4j.createFromArray(new double[][] {{2, 1}, {0.5, 2}}),
        weights.of(Nd4j.createFromArray(new int[][] {{0, 1}, {2, 0}})));
    assertBits(
        Nd4j.createFromArray(0.5, 2),
        weights.ofOneHot(Nd4j.createFromArray(new double[][] {{0, 0, 1}, {1, 0, 0}})));
  }

  @Test
  @DisplayName("balanced, all classes count for as much together, and all rows for their number")
  void balanced() {
    ClassWeights weights = ClassWeights.balanced(0, 0, 0, 1);
    assertEquals(Map.of(0, 4.0 / 6, 1, 2.0), weights.byClass());
  }

  @Test
  @DisplayName("they multiply the weights of examples")
  void times() {
    Weighting both =
        Weighting.of(Nd4j.createFromArray(3.0, 1))
            .times(new ClassWeights(Map.of(1, 2.0)).of(Nd4j.createFromArray(1, 0)));
    assertBits(Nd4j.createFromArray(6.0, 1), both.weights().orElseThrow());
    Weighting alone = Weighting.none().times(Nd4j.createFromArray(5.0));
    assertBits(Nd4j.createFromArray(5.0), alone.weights().orElseThrow());
  }

  @Test
  @DisplayName("a negative weight is refused in one line")
  void refusals() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new ClassWeights(Map.of(3, -1.0)));
    assertEquals(
        "class weights: class 3: expected a weight of at least 0, got -1.0", e.getMessage());
  }
}
