package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;

/**
 * Backward passes against central differences in float64, of L = sum(output * fixed numbers), along
 * random directions: each of which changes every parameter and the input at once.
 */
public final class GradientCheck {
  private static final double H = 1e-5;
  private static final double TOLERANCE = 1e-7;
  private static final int DIRECTIONS = 3;
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
    check(layer, inputToo ? input.asDifferentiable() : input);
  }

  /** Checks a built layer: its parameters, and the input if it is differentiable. */
  public static void check(Layer layer, Signal in) {
    Pass pass = forward(layer, in);
    INDArray factors = random(3, pass.output().values().shape());
    Optional<INDArray> dx = pass.backward().apply(factors.dup());
    List<Checked> all = new ArrayList<>();
    for (Parameter p : layer.parameters()) {
      all.add(new Checked(p.name(), p.value(), p.gradient()));
    }
    if (in.differentiable()) {
      all.add(new Checked("input", in.values(), dx.orElseThrow()));
    } else {
      assertTrue(dx.isEmpty(), "data needs no gradient, yet one was computed");
    }
    check(all, () -> loss(layer, in, factors));
  }

  /** Checks the gradients of {@code loss} by these arrays, all at once. */
  public static void check(List<Checked> arrays, DoubleSupplier loss) {
    String together = agree(arrays, loss);
    if (!together.isEmpty()) { // which of them?
      for (Checked one : arrays) {
        assertEquals("", agree(List.of(one), loss), one.name());
      }
      fail("together: " + together);
    }
  }

  /** An array that L depends on, and dL/d(it) as the backward pass has it. */
  public record Checked(String name, INDArray value, INDArray gradient) {
    public Checked {
      assertArrayEquals(value.shape(), gradient.shape(), name + ": shape of the gradient");
    }
  }

  /** L' along directions that change all arrays at once, against gradient . direction. */
  private static String agree(List<Checked> arrays, DoubleSupplier loss) {
    for (int k = 0; k < DIRECTIONS; k++) {
      List<INDArray> kept = new ArrayList<>();
      List<INDArray> directions = new ArrayList<>();
      double got = 0;
      for (Checked a : arrays) {
        INDArray v = direction(directions.size() * DIRECTIONS + k, a.value().shape());
        kept.add(a.value().dup('c'));
        directions.add(v);
        got += a.gradient().mul(v).sumNumber().doubleValue();
      }
      double up = moved(arrays, kept, directions, H, loss);
      double down = moved(arrays, kept, directions, -H, loss);
      moved(arrays, kept, directions, 0, () -> 0);
      double expected = (up - down) / (2 * H);
      double error = Math.abs(expected - got) / Math.max(1, Math.abs(expected) + Math.abs(got));
      if (!(error < TOLERANCE)) {
        return "direction %d: difference quotient %s, backward %s".formatted(k, expected, got);
      }
    }
    return "";
  }

  private static double moved(
      List<Checked> arrays,
      List<INDArray> from,
      List<INDArray> directions,
      double by,
      DoubleSupplier loss) {
    for (int i = 0; i < arrays.size(); i++) {
      arrays.get(i).value().assign(from.get(i).add(directions.get(i).mul(by)));
    }
    return loss.getAsDouble();
  }

  /** Numbers of random sign between 0.5 and 1.25: an error in one element cannot hide. */
  private static INDArray direction(long seed, long... shape) {
    INDArray v = random(seed, shape);
    return v.mul(0.75).add(Transforms.sign(v, true).mul(0.5));
  }

  private static double loss(Layer layer, Signal in, INDArray factors) {
    return ARENA.step(
        () -> forward(layer, in).output().values().mul(factors).sumNumber().doubleValue());
  }

  private static Pass forward(Layer layer, Signal in) {
    return layer.forward(in, Context.training(new Nd4jKernels(), ARENA, SEED));
  }
}
