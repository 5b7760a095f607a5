package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

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

  @Test
  @DisplayName("after a clearing the first gradient stands alone, and the second is added to it")
  void accumulates() {
    for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(1)))) {
      Parameter kernel = new Parameter("kernel", Nd4j.createFromArray(new float[][] {{1}, {1}}));
      Parameter bias = new Parameter("bias", Nd4j.createFromArray(1f));
      INDArray a = Nd4j.createFromArray(new float[][] {{1, 2}});
      INDArray d = Nd4j.createFromArray(new float[][] {{10}});
      for (int step = 0; step < 2; step++) {
        for (int use = 1; use <= 3; use++) {
          kernel.accumulateProduct(a, d, kernels);
          bias.accumulateColumnSums(d, kernels);
          assertGradient(new float[] {10f * use, 20f * use}, kernel.gradient());
          assertGradient(new float[] {10f * use}, bias.gradient());
        }
        kernel.clearGradient();
        bias.clearGradient();
      }
      bias.accumulate(Nd4j.createFromArray(7f));
      bias.accumulate(Nd4j.createFromArray(7f));
      assertGradient(new float[] {14}, bias.gradient());
    }
  }

  @Test
  @DisplayName("a cleared gradient is zeros to whoever reads, clips or scales it")
  void cleared() {
    Parameter kernel = new Parameter("kernel", Nd4j.createFromArray(new float[][] {{1}, {1}}));
    kernel.accumulate(Nd4j.createFromArray(new float[][] {{3}, {4}}));
    assertEquals(25, kernel.squaredGradientNorm(), 1e-6);
    kernel.clearGradient();
    assertEquals(0, kernel.squaredGradientNorm(), 0);
    kernel.clearGradient();
    kernel.accumulateRows(
        new int[] {1}, Nd4j.createFromArray(new float[][] {{5}}), new Nd4jKernels());
    assertGradient(new float[] {0, 5}, kernel.gradient());
    kernel.clearGradient();
    assertGradient(new float[] {0, 0}, kernel.gradient());
  }

  private static void assertGradient(float[] expected, INDArray gradient) {
    assertArrayEquals(expected, gradient.dup('c').data().asFloat());
  }
}
