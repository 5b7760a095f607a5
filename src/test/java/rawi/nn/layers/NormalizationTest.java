package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;

class NormalizationTest {
  @Test
  @DisplayName("adapted to three rows by hand: mean 0 and variance 1, a constant feature 0")
  void byHand() {
    INDArray data = Nd4j.createFromArray(new double[][] {{1, 7, 10}, {3, 7, 10}, {5, 7, 40}});
    Normalization scaling = Normalization.adapt(data);
    assertEquals(List.of(3.0, 7.0, 20.0), scaling.mean());
    assertEquals(8.0 / 3, scaling.variance().get(0), 1e-12);
    assertEquals(0, scaling.variance().get(1));
    assertEquals(200, scaling.variance().get(2), 1e-12);
    double one = 2 / Math.sqrt(8.0 / 3);
    double ten = 10 / Math.sqrt(200);
    double[][] expected = {{-one, 0, -ten}, {0, 0, -ten}, {one, 0, 2 * ten}};
    Run.assertClose(expected, Run.infer(scaling, Signal.of(data)));
    Run.assertClose(
        data, Run.infer(scaling.inverted(), Run.infer(scaling, Signal.of(data))).values());
  }

  @Test
  @DisplayName("sequences are scaled step by step, by the mean over rows and steps")
  void sequences() {
    INDArray data = GradientCheck.random(5, 4, 3, 2);
    Normalization scaling = Normalization.adapt(data);
    INDArray flat = data.dup('c').reshape('c', 12, 2);
    assertEquals(Normalization.adapt(flat), scaling);
    Signal masked = Run.masked(Signal.of(data));
    Signal y = Run.infer(scaling, masked);
    assertBits(masked.mask(), y.mask());
    Run.assertClose(Run.infer(scaling, Signal.of(flat)).values(), y.values().reshape('c', 12, 2));
  }

  @Test
  @DisplayName("its gradient equals difference quotients, both ways, and it learns nothing")
  void gradients() {
    Normalization scaling = Normalization.adapt(GradientCheck.random(5, 6, 3).mul(4).add(2));
    for (Normalization spec : List.of(scaling, scaling.inverted())) {
      GradientCheck.check(spec, List.of(Run.random(1, 4, 3)));
      GradientCheck.check(spec, List.of(Run.random(2, 2, 5, 3)));
      assertTrue(Run.build(spec, 3).parameters().isEmpty());
    }
  }

  @Test
  @DisplayName("the fast kernels give the same in float32")
  void fast() {
    INDArray data = GradientCheck.random(5, 6, 3);
    Normalization scaling = Normalization.adapt(data);
    Layer layer = scaling.build(Shape.of(3), new Weights(1, DataType.FLOAT));
    Context context = Context.inference(new CpuKernels(new Workers(1)), new Arena());
    INDArray got = layer.forward(Signal.of(data.castTo(DataType.FLOAT)), context).output().values();
    INDArray expected = Run.infer(scaling, Signal.of(data)).values();
    assertClose(expected, got, 1e-5);
  }

  @Test
  @DisplayName("another number of features, nothing to adapt to and what is no number are refused")
  void refusals() {
    Normalization two = new Normalization(List.of(0.0, 1.0), List.of(1.0, 2.0), false);
    Run.assertRefused(
        "Normalization: expected (batch, ..., 2), got one example of shape (3)",
        () -> two.outputShape(Shape.of(3)));
    Run.assertRefused(
        "Normalization: expected a mean and a variance for each feature, got 1 and 0",
        () -> new Normalization(List.of(1.0), List.of(), false));
    Run.assertRefused(
        "Normalization: feature 0: expected a mean and a variance of at least 0, got 1.0 and -1.0",
        () -> new Normalization(List.of(1.0), List.of(-1.0), false));
    INDArray bad = Nd4j.createFromArray(new double[][] {{1, 2}, {3, Double.NaN}});
    Run.assertRefused(
        "Normalization: feature 1 has something in it that is not a number",
        () -> Normalization.adapt(bad));
    assertThrows(
        IllegalArgumentException.class, () -> Normalization.adapt(Nd4j.createFromArray(1.0, 2)));
  }
}
