package rawi.vision.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;

/** Layers that only networks with published weights have. */
class PretrainedLayersTest {
  private static final Kernels KERNELS = new CpuKernels(new Workers(1));

  @Test
  @DisplayName("stored means and variances scale each channel, and the gradient passes")
  void normalization() {
    StoredNormalization spec = new StoredNormalization();
    GradientCheck.check(spec, Signal.of(GradientCheck.random(1, 2, 3, 2, 4)), true);
    Layer layer = spec.build(Shape.of(1, 2, 2), new Weights(1, DataType.FLOAT));
    layer.parameters().get(0).value().assign(Nd4j.createFromArray(1f, -2f));
    layer.parameters().get(1).value().assign(Nd4j.createFromArray(4f, 0.25f));
    INDArray x = Nd4j.createFromArray(3f, 0f, 1f, -2f).reshape(1, 1, 2, 2);
    Arena arena = new Arena();
    float[] y =
        arena.step(
            () ->
                layer
                    .forward(Signal.of(x), Context.inference(KERNELS, arena))
                    .output()
                    .values()
                    .dup('c')
                    .ravel()
                    .toFloatVector());
    assertArrayEquals(new float[] {1, 4, 0, 0}, y, 1e-6f);
    assertEquals(5, layer.parameters().stream().mapToLong(p -> p.size()).sum());
  }

  @Test
  @DisplayName("stochastic depth leaves out whole images, in training only")
  void depth() {
    Layer layer = new StochasticDepth(0.5).build(Shape.of(2, 2, 3), new Weights(1, DataType.FLOAT));
    INDArray x = Nd4j.ones(DataType.FLOAT, 64, 2, 2, 3);
    Arena arena = new Arena();
    float[] sums =
        arena.step(
            () ->
                layer
                    .forward(Signal.of(x), Context.training(KERNELS, arena, 3))
                    .output()
                    .values()
                    .sum(1, 2, 3)
                    .toFloatVector());
    int left = 0;
    for (float sum : sums) {
      assertTrue(sum == 0 || sum == 24, "sum " + sum);
      left += sum == 0 ? 1 : 0;
    }
    assertTrue(left > 16 && left < 48, left + " of 64 left out");
    Signal in = Signal.of(x);
    assertEquals(in, layer.forward(in, Context.inference(KERNELS, arena)).output());
    GradientCheck.check(
        new StochasticDepth(0.5), Signal.of(GradientCheck.random(1, 5, 2, 2, 1)), true);
    assertThatThrownBy(() -> new StochasticDepth(1)).hasMessageContaining("rate in [0, 1)");
  }
}
