package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The axes of each example in another order. A mask ends here.
 *
 * @param order which axis comes first, second, ...; counted from 1, the batch stays where it is:
 *     [2, 1] turns (batch, time, features) into (batch, features, time)
 */
public record Permute(List<Integer> order) implements Layer.Spec {
  public Permute {
    order = List.copyOf(order);
    List<Integer> sorted = order.stream().sorted().toList();
    if (!sorted.equals(IntStream.rangeClosed(1, order.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "Permute: expected each of the axes 1 to %d once, got %s".formatted(order.size(), order));
    }
  }

  public static Permute of(Integer... order) {
    return new Permute(List.of(order));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != order.size()) {
      throw new IllegalArgumentException(
          "Permute: expected one example of %d axes, got shape %s".formatted(order.size(), input));
    }
    List<Long> dims = new ArrayList<>();
    order.forEach(axis -> dims.add(input.dims().get(axis - 1)));
    return new Shape(dims);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    outputShape(input);
    int[] there = IntStream.concat(IntStream.of(0), order.stream().mapToInt(a -> a)).toArray();
    int[] back = Axes.inverse(there);
    return (in, context) -> {
      INDArray y = Axes.permuted(in.values(), there);
      return new Pass(
          new Signal(y, Optional.empty(), in.differentiable()),
          dy -> in.differentiable() ? Optional.of(Axes.permuted(dy, back)) : Optional.empty());
    };
  }
}
