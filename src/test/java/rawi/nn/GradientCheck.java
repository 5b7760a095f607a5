package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

/** Backward passes against central differences in float64, of L = sum(output * fixed numbers). */
public final class GradientCheck {
  private static final double H = 1e-5;
  private static final double TOLERANCE = 1e-7;
  private static final long SEED = 11;
  private static final Arena ARENA = new Arena();

  private GradientCheck() {}

  /** A float64 array of numbers in [-1, 1]. */
  public static INDArray random(long seed, long... shape) {
    INDArray a = Nd4j.create(DataType.DOUBLE, shape);
    SplittableRandom random = new SplittableRandom(seed);
    for (long i = 0; i < a.length(); i++) {
      a.putScalar(i, random.nextDouble(-1, 1));
    }
    return a;
  }

  /** Builds the layer in float64 and checks every parameter, and the input unless it is ids. */
  public static void check(Layer.Spec spec, Signal input, boolean inputToo) {
    long[] shape = input.values().shape();
    long[] example = java.util.Arrays.copyOfRange(shape, 1, shape.length);
    Layer layer = spec.build(Shape.of(example), new Weights(SEED, DataType.DOUBLE));
    Signal in = inputToo ? input.asDifferentiable() : input;
    Pass pass = forward(layer, in);
    INDArray factors = random(3, pass.output().values().shape());
    Optional<INDArray> dx = pass.backward().apply(factors.dup());
    List<INDArray> values = new ArrayList<>();
    List<INDArray> gradients = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Parameter p : layer.parameters()) {
      names.add(p.name());
      values.add(p.value());
      gradients.add(p.gradient());
    }
    if (inputToo) {
      names.add("input");
      values.add(input.values());
      gradients.add(dx.orElseThrow());
    } else {
      assertTrue(dx.isEmpty(), "data needs no gradient, yet one was computed");
    }
    for (int i = 0; i < values.size(); i++) {
      compare(names.get(i), values.get(i), gradients.get(i), layer, in, factors);
    }
  }

  private static void compare(
      String name, INDArray value, INDArray gradient, Layer layer, Signal in, INDArray factors) {
    INDArray flat = gradient.dup('c').reshape(gradient.length());
    for (long i = 0; i < value.length(); i++) {
      double v = value.getDouble(i);
      value.putScalar(i, v + H);
      double up = loss(layer, in, factors);
      value.putScalar(i, v - H);
      double down = loss(layer, in, factors);
      value.putScalar(i, v);
      double expected = (up - down) / (2 * H);
      double got = flat.getDouble(i);
      double error = Math.abs(expected - got) / Math.max(1, Math.abs(expected) + Math.abs(got));
      assertTrue(
          error < TOLERANCE,
          name + "[" + i + "]: difference quotient " + expected + ", backward " + got);
    }
  }

  private static double loss(Layer layer, Signal in, INDArray factors) {
    return ARENA.step(
        () -> forward(layer, in).output().values().mul(factors).sumNumber().doubleValue());
  }

  private static Pass forward(Layer layer, Signal in) {
    return layer.forward(in, Context.training(new Nd4jKernels(), ARENA, SEED));
  }
}
