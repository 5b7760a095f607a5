package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * Backward passes against central differences in float64, of L = sum(output * fixed numbers) +
 * penalties, along random directions: each of which changes every parameter and every input at
 * once. On the way it sees that nothing wrote over the inputs or dL/d(output).
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
    check(spec, List.of(inputToo ? input.asDifferentiable() : input));
  }

  /**
   * Builds the junction in float64 and checks every parameter and every differentiable input; of
   * several outputs, all together and then, along one direction, each as if nothing came back to
   * the others.
   */
  public static void check(Junction.Spec spec, List<Signal> inputs) {
    List<Shape> shapes = inputs.stream().map(GradientCheck::example).toList();
    check(spec.build(shapes, new Weights(SEED, DataType.DOUBLE)), inputs);
  }

  private static Shape example(Signal input) {
    long[] shape = input.values().shape();
    return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
  }

  /** Checks a built layer: its parameters, and the input if it is differentiable. */
  public static void check(Layer layer, Signal in) {
    check((Junction) layer, List.of(in));
  }

  /** Checks a built junction: its parameters, and the inputs that are differentiable. */
  public static void check(Junction junction, List<Signal> inputs) {
    List<Optional<INDArray>> factors = new ArrayList<>();
    for (Signal output : forward(junction, inputs).outputs()) {
      factors.add(Optional.of(random(3 + factors.size(), output.values().shape())));
    }
    check(junction, inputs, factors, DIRECTIONS);
    for (int i = 0; i < factors.size() && factors.size() > 1; i++) {
      List<Optional<INDArray>> alone =
          new ArrayList<>(Collections.nCopies(factors.size(), Optional.empty()));
      alone.set(i, factors.get(i));
      check(junction, inputs, alone, 1);
    }
  }

  private static void check(
      Junction junction, List<Signal> inputs, List<Optional<INDArray>> factors, int directions) {
    List<INDArray> given = copies(inputs.stream().map(Signal::values).toList());
    List<INDArray> dOutputs = factors.stream().flatMap(Optional::stream).toList();
    List<INDArray> kept = copies(dOutputs);
    junction.parameters().forEach(Parameter::clearGradient);
    List<Optional<INDArray>> dInputs = forward(junction, inputs).backward().apply(factors);
    assertBits(kept, dOutputs, "backward wrote over dL/d(output), which others may read");
    assertBits(given, copies(inputs.stream().map(Signal::values).toList()), "inputs changed");
    List<Checked> all = new ArrayList<>();
    for (Parameter p : junction.parameters()) {
      if (p.trainable()) {
        all.add(new Checked(p.name(), p.value(), p.gradient()));
      }
    }
    if (!all.isEmpty() || inputs.stream().anyMatch(Signal::differentiable)) {
      assertTrue(
          forward(junction, inputs).outputs().stream().anyMatch(Signal::differentiable),
          "no output says that it wants a gradient");
    }
    assertEquals(inputs.size(), dInputs.size(), "one gradient, or none, for each input");
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).differentiable()) {
        INDArray x = inputs.get(i).values();
        // nothing came back: no output depends on this input
        all.add(new Checked("input " + i, x, dInputs.get(i).orElseGet(() -> x.mul(0))));
      } else {
        assertTrue(dInputs.get(i).isEmpty(), "data needs no gradient, yet one was computed");
      }
    }
    check(all, directions, () -> loss(junction, inputs, factors));
  }

  private static List<INDArray> copies(List<INDArray> arrays) {
    return arrays.stream().map(a -> a.dup('c')).toList();
  }

  /** Checks the gradients of {@code loss} by these arrays, all at once. */
  public static void check(List<Checked> arrays, DoubleSupplier loss) {
    check(arrays, DIRECTIONS, loss);
  }

  private static void check(List<Checked> arrays, int directions, DoubleSupplier loss) {
    String together = agree(arrays, directions, loss);
    if (!together.isEmpty()) { // which of them?
      for (Checked one : arrays) {
        assertEquals("", agree(List.of(one), DIRECTIONS, loss), one.name());
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
  private static String agree(List<Checked> arrays, int count, DoubleSupplier loss) {
    for (int k = 0; k < count; k++) {
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

  private static double loss(
      Junction junction, List<Signal> inputs, List<Optional<INDArray>> factors) {
    return ARENA.step(
        () -> {
          Context context = context();
          List<Signal> outputs = junction.forward(inputs, context).outputs();
          double sum = context.penalties().sum();
          for (int i = 0; i < outputs.size(); i++) {
            INDArray y = outputs.get(i).values();
            sum += factors.get(i).map(f -> y.mul(f).sumNumber().doubleValue()).orElse(0.0);
          }
          return sum;
        });
  }

  private static JunctionPass forward(Junction junction, List<Signal> inputs) {
    return junction.forward(inputs, context());
  }

  private static Context context() {
    return Context.training(new Nd4jKernels(), ARENA, SEED);
  }
}
