package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.AssertArrays;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

/** Layers run on small arrays in float64. */
final class Run {
  private Run() {}

  static Layer build(Layer.Spec spec, long... example) {
    return spec.build(Shape.of(example), new Weights(1, DataType.DOUBLE));
  }

  static Context inference() {
    return Context.inference(new Nd4jKernels(), new Arena());
  }

  static Context training(long seed) {
    return Context.training(new Nd4jKernels(), new Arena(), seed);
  }

  static Signal infer(Layer.Spec spec, Signal in) {
    return build(spec, example(in)).forward(in, inference()).output();
  }

  /** A junction's only output. */
  static Signal infer(Junction.Spec spec, Signal... in) {
    List<Shape> shapes = Stream.of(in).map(s -> Shape.of(example(s))).toList();
    return spec.build(shapes, new Weights(1, DataType.DOUBLE))
        .forward(List.of(in), inference())
        .outputs()
        .get(0);
  }

  private static long[] example(Signal in) {
    return Arrays.copyOfRange(in.values().shape(), 1, in.values().rank());
  }

  /** Numbers in [-1, 1], of which a gradient is wanted. */
  static Signal random(long seed, long... shape) {
    return Signal.of(GradientCheck.random(seed, shape)).asDifferentiable();
  }

  /** The same with a mask: row 0 real at its first step, row 1 at its last, others all. */
  static Signal masked(Signal in) {
    INDArray mask = Nd4j.ones(DataType.DOUBLE, in.values().size(0), in.values().size(1));
    long time = mask.size(1);
    for (int row = 0; row < Math.min(2, mask.size(0)); row++) {
      for (long t = 0; t < time; t++) {
        mask.putScalar(row, t, t == (row == 0 ? 0 : time - 1) ? 1 : 0);
      }
    }
    return new Signal(in.values(), java.util.Optional.of(mask), in.differentiable());
  }

  static Signal of(double[][] values) {
    return Signal.of(Nd4j.createFromArray(values));
  }

  static void assertClose(INDArray expected, INDArray actual) {
    AssertArrays.assertClose(expected, actual, 1e-9);
  }

  static void assertClose(double[][] expected, Signal actual) {
    assertClose(Nd4j.createFromArray(expected), actual.values());
  }

  static void assertRefused(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
