package rawi.apps.caption.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.JunctionPass;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

class AttentiveLstmTest {
  private static final int FEATURES = 3;
  private static final int DIM = 4;
  private static final int SIZE = 5;
  private static final int UNITS = 2;

  private static AttentiveLstm lstm() {
    return AttentiveLstm.build(
        FEATURES, DIM, SIZE, UNITS, new Weights(5, DataType.DOUBLE).in("lstm"));
  }

  private static List<Signal> inputs(int batch, int time, int places, int... group) {
    int images = 3;
    return new ArrayList<>(
        List.of(
            Signal.of(GradientCheck.random(1, batch, time, FEATURES)).asDifferentiable(),
            Signal.of(GradientCheck.random(2, images, places, DIM)).asDifferentiable(),
            Signal.of(GradientCheck.random(3, images, places, SIZE)).asDifferentiable(),
            Signal.of(Nd4j.createFromArray(group)),
            Signal.of(GradientCheck.random(4, batch, UNITS)).asDifferentiable(),
            Signal.of(GradientCheck.random(6, batch, UNITS)).asDifferentiable()));
  }

  private static List<Signal> masked(List<Signal> inputs, double[][] mask) {
    List<Signal> with = new ArrayList<>(inputs);
    INDArray m = Nd4j.createFromArray(mask);
    with.set(0, new Signal(inputs.get(0).values(), Optional.of(m), true));
    return with;
  }

  @Test
  @DisplayName("its way back agrees with differences, for rows that share an image")
  void gradients() {
    GradientCheck.check(lstm(), inputs(4, 3, 6, 1, 0, 1, 1));
  }

  @Test
  @DisplayName("its way back agrees with differences where steps are masked")
  void gradientsMasked() {
    double[][] mask = {{1, 1, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 0}};
    GradientCheck.check(lstm(), masked(inputs(3, 4, 5, 2, 2, 0), mask));
  }

  @Test
  @DisplayName("its way back agrees with differences for one step, one row and one place")
  void gradientsOfOne() {
    GradientCheck.check(lstm(), inputs(1, 1, 1, 2));
  }

  private static List<Signal> run(List<Signal> inputs) {
    JunctionPass pass = lstm().forward(inputs, Context.inference(new Nd4jKernels(), new Arena()));
    return pass.outputs();
  }

  @Test
  @DisplayName("where it looks sums to one at each real step and is nothing at a masked one")
  void looks() {
    double[][] mask = {{1, 1, 0, 0}, {1, 1, 1, 1}, {1, 0, 0, 0}};
    INDArray sums = run(masked(inputs(3, 4, 5, 2, 2, 0), mask)).get(2).values().sum(2);
    assertClose(Nd4j.createFromArray(mask), sums, 1e-12);
  }

  @Test
  @DisplayName("padding changes nothing")
  void padding() {
    List<Signal> longer = inputs(2, 5, 4, 0, 1);
    List<Signal> shorter = new ArrayList<>(longer);
    INDArray x = longer.get(0).values();
    shorter.set(
        0,
        Signal.of(
            x.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3), NDArrayIndex.all()).dup('c')));
    double[][] mask = {{1, 1, 1, 0, 0}, {1, 1, 1, 0, 0}};
    INDArray padded = run(masked(longer, mask)).get(0).values();
    assertClose(
        run(shorter).get(0).values(),
        padded.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3), NDArrayIndex.all()),
        1e-12);
  }

  @Test
  @DisplayName("a place whose key answers the query far better than others is what is seen")
  void sharp() {
    List<Signal> inputs = inputs(1, 1, 3, 0);
    AttentiveLstm lstm = lstm();
    INDArray keys = inputs.get(2).values();
    INDArray score = lstm.parameters().get(5).value();
    for (int j = 0; j < SIZE; j++) {
      score.putScalar(j, 0, 20);
      for (int i = 0; i < 3; i++) {
        keys.putScalar(new int[] {0, i, j}, i == 1 ? 9 : -9);
      }
    }
    List<Signal> outputs =
        lstm.forward(inputs, Context.inference(new Nd4jKernels(), new Arena())).outputs();
    assertEquals(1, outputs.get(2).values().getDouble(0, 0, 1), 1e-9);
    INDArray seen = outputs.get(1).values().reshape(DIM);
    INDArray there = inputs.get(1).values().slice(0).slice(1);
    double gate = seen.getDouble(0) / there.getDouble(0);
    assertTrue(gate > 0 && gate < 1, "the gate lets part of it through");
    assertClose(there.mul(gate), seen, 1e-9);
  }

  @Test
  @DisplayName("a real step behind a masked one is refused")
  void hole() {
    double[][] mask = {{1, 0, 1}, {1, 1, 1}};
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> run(masked(inputs(2, 3, 4, 0, 1), mask)));
    assertTrue(String.valueOf(e.getMessage()).contains("padded on the right"), e.getMessage());
  }
}
