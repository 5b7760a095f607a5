package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The sum of products of two inputs along one axis of each, row by row of the batch: (batch, A..,
 * n) and (batch, n, B..) to (batch, A.., B..); (batch, n) and (batch, n) to (batch, 1). A mask ends
 * here.
 *
 * @param firstAxis which axis of the first input; 0 is the batch, -1 the last
 * @param secondAxis which axis of the second
 * @param normalize whether both are first divided by their norms along it, which gives the cosine
 */
public record Dot(int firstAxis, int secondAxis, boolean normalize) implements Junction.Spec {
  private static final double SMALLEST_NORM = 1e-7; // Keras's epsilon

  /** Along the same axis of both. */
  public static Dot along(int axis) {
    return new Dot(axis, axis, false);
  }

  /** The cosine instead of the product. */
  public Dot normalized() {
    return new Dot(firstAxis, secondAxis, true);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException("Dot: expected 2 inputs, got " + inputs.size());
    }
    List<Long> first = new ArrayList<>(inputs.get(0).dims());
    List<Long> second = new ArrayList<>(inputs.get(1).dims());
    long a = first.remove(Axes.of("Dot", firstAxis, inputs.get(0)) - 1);
    long b = second.remove(Axes.of("Dot", secondAxis, inputs.get(1)) - 1);
    if (a != b && a != Shape.ANY && b != Shape.ANY) {
      throw new IllegalArgumentException(
          "Dot: expected equal sizes of axis %d and axis %d, got %s"
              .formatted(firstAxis, secondAxis, inputs));
    }
    first.addAll(second);
    return List.of(first.isEmpty() ? Shape.of(1) : new Shape(first));
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    int a = Axes.of("Dot", firstAxis, inputs.get(0));
    int b = Axes.of("Dot", secondAxis, inputs.get(1));
    return (signals, context) -> forward(signals, a, b);
  }

  private JunctionPass forward(List<Signal> inputs, int a, int b) {
    Factor first = Factor.of(inputs.get(0).values(), a, normalize);
    Factor second = Factor.of(inputs.get(1).values(), b, normalize);
    INDArray y = BatchProduct.of(first.matrices, false, second.matrices, true); // (batch, A, B)
    boolean wanted = inputs.stream().anyMatch(Signal::differentiable);
    Signal out = new Signal(y.reshape('c', outputShape(first, second)), Optional.empty(), wanted);
    return new JunctionPass(
        List.of(out),
        dOutputs -> {
          Optional<INDArray> dy = dOutputs.get(0).map(d -> d.reshape('c', y.shape()));
          return List.of(
              dy.filter(d -> inputs.get(0).differentiable())
                  .map(d -> first.backward(BatchProduct.of(d, false, second.matrices, false))),
              dy.filter(d -> inputs.get(1).differentiable())
                  .map(d -> second.backward(BatchProduct.of(d, true, first.matrices, false))));
        });
  }

  private static long[] outputShape(Factor first, Factor second) {
    long[] all = IntStream.concat(first.others(), second.others().skip(1)).asLongStream().toArray();
    return all.length == 1 ? new long[] {all[0], 1} : all;
  }

  /**
   * One input as a matrix for each row: what is summed over is last.
   *
   * @param input as it came
   * @param matrices (batch, the other axes, n), normalized if asked for
   */
  private record Factor(INDArray input, int axis, INDArray matrices, Optional<INDArray> norms) {
    static Factor of(INDArray x, int axis, boolean normalize) {
      long batch = x.size(0);
      long n = x.size(axis);
      INDArray m = new MovedAxes(x, axis).matrix(x).reshape('c', batch, x.length() / batch / n, n);
      if (!normalize) {
        return new Factor(x, axis, m, Optional.empty());
      }
      INDArray norms = Transforms.sqrt(m.mul(m).sum(true, 2), false);
      Transforms.max(norms, SMALLEST_NORM, false);
      return new Factor(x, axis, m.div(norms), Optional.of(norms));
    }

    /** The sizes of the axes that stay, the batch first. */
    IntStream others() {
      return IntStream.range(0, input.rank()).filter(i -> i != axis).map(i -> (int) input.size(i));
    }

    /** dL/d(input) from dL/d(matrices). */
    INDArray backward(INDArray d) {
      INDArray dm =
          norms.map(n -> d.sub(matrices.mul(d.mul(matrices).sum(true, 2))).divi(n)).orElse(d);
      return new MovedAxes(input, axis).back(dm);
    }
  }
}
