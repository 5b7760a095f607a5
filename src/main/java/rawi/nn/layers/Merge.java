package rawi.nn.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Several inputs made one, element by element. As in Keras, an axis of size 1 is repeated to the
 * size of the others, an input of fewer axes gets such ones after the batch, and a step is real in
 * the output if it is in any of the inputs; if one of them has no mask, there is none. One input
 * alone is refused.
 */
interface Merge extends Junction.Spec {
  /** How many inputs it takes at most; at least two. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /** Of arrays of one shape to a new one. */
  INDArray merge(List<INDArray> x);

  /** dL/dx_i from dL/dy, in a new array or dL/dy itself. */
  INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy);

  @Override
  default List<Shape> outputShapes(List<Shape> inputs) {
    if (inputs.size() < 2 || inputs.size() > most()) {
      throw new IllegalArgumentException(
          "%s: expected 2 inputs%s, got %d"
              .formatted(getClass().getSimpleName(), most() == 2 ? "" : " or more", inputs.size()));
    }
    int rank = inputs.stream().mapToInt(Shape::rank).max().orElse(0);
    List<Long> dims = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      long size = 1;
      for (Shape input : inputs) {
        int own = axis - (rank - input.rank());
        size = common(size, own < 0 ? 1 : input.dims().get(own), inputs);
      }
      dims.add(size);
    }
    return List.of(new Shape(dims));
  }

  private long common(long a, long b, List<Shape> inputs) {
    if (a == b || b == 1) {
      return a;
    }
    if (a == 1 || a == Shape.ANY) { // what is known decides; the arrays are looked at later
      return b;
    }
    if (b == Shape.ANY) {
      return a;
    }
    throw new IllegalArgumentException(
        "%s: expected examples of one shape, got %s".formatted(getClass().getSimpleName(), inputs));
  }

  @Override
  default Junction build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    return this::forward;
  }

  private JunctionPass forward(List<Signal> inputs, Context context) {
    List<INDArray> aligned = aligned(inputs);
    long[] shape = shape(aligned);
    List<INDArray> x = aligned.stream().map(a -> repeated(a, shape)).toList();
    INDArray y = merge(x);
    boolean wanted = inputs.stream().anyMatch(Signal::differentiable);
    Signal out = new Signal(y, mask(inputs), wanted);
    return new JunctionPass(
        List.of(out),
        dOutputs ->
            IntStream.range(0, x.size())
                .mapToObj(i -> back(i, inputs.get(i), aligned.get(i), x, y, dOutputs.get(0)))
                .toList());
  }

  private Optional<INDArray> back(
      int i, Signal in, INDArray aligned, List<INDArray> x, INDArray y, Optional<INDArray> dy) {
    return dy.filter(d -> in.differentiable())
        .map(d -> Broadcast.reduce(backward(i, x, y, d), aligned.shape()))
        .map(d -> d.reshape('c', in.values().shape()));
  }

  /** All of one rank. */
  private static List<INDArray> aligned(List<Signal> inputs) {
    int rank = inputs.stream().mapToInt(in -> in.values().rank()).max().orElse(0);
    List<INDArray> aligned = new ArrayList<>();
    for (Signal in : inputs) {
      long[] own = in.values().shape();
      long[] shape = new long[rank];
      Arrays.fill(shape, 1);
      shape[0] = own[0];
      System.arraycopy(own, 1, shape, rank - own.length + 1, own.length - 1);
      aligned.add(own.length == rank ? in.values() : in.values().reshape('c', shape));
    }
    return aligned;
  }

  private long[] shape(List<INDArray> x) {
    long[] shape = x.get(0).shape().clone();
    for (INDArray a : x) {
      for (int axis = 0; axis < shape.length; axis++) {
        if (shape[axis] == 1) {
          shape[axis] = a.size(axis);
        } else if (a.size(axis) != shape[axis] && (a.size(axis) != 1 || axis == 0)) {
          throw new IllegalArgumentException(
              "%s: expected arrays of one shape, got %s"
                  .formatted(
                      getClass().getSimpleName(), x.stream().map(one -> Shape.of(one)).toList()));
        }
      }
    }
    return shape;
  }

  private static INDArray repeated(INDArray a, long... shape) {
    return Arrays.equals(a.shape(), shape) ? a : a.broadcast(shape);
  }

  private static Optional<INDArray> mask(List<Signal> inputs) {
    return inputs.stream().map(Signal::mask).reduce(Merge::either).orElse(Optional.empty());
  }

  private static Optional<INDArray> either(Optional<INDArray> a, Optional<INDArray> b) {
    return a.flatMap(first -> b.map(second -> Transforms.max(first, second, true)));
  }
}
