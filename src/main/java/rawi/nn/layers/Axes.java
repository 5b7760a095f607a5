package rawi.nn.layers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;

/** Axes as Keras counts them: 0 is the batch, -1 the last. */
final class Axes {
  private Axes() {}

  /**
   * The axis counted from the batch, which it may not be.
   *
   * @param example without the batch axis
   */
  static int of(String layer, int axis, Shape example) {
    int rank = example.rank() + 1;
    int counted = axis < 0 ? rank + axis : axis;
    if (counted < 1 || counted >= rank) {
      throw new IllegalArgumentException(
          "%s: expected an axis from 1 to %d or from -%d to -1, got %d for one example of shape %s"
              .formatted(layer, rank - 1, rank - 1, axis, example));
    }
    return counted;
  }

  /** The size of that axis, which must be known. */
  static long size(String layer, int axis, Shape example) {
    long size = example.dims().get(of(layer, axis, example) - 1);
    if (size == Shape.ANY) {
      throw new IllegalArgumentException(
          "%s: expected a known size of axis %d, got one example of shape %s"
              .formatted(layer, axis, example));
    }
    return size;
  }

  /** All axes with those in {@code last} moved to the end, in that order. */
  static int[] toEnd(int rank, int... last) {
    IntStream others =
        IntStream.range(0, rank).filter(a -> Arrays.stream(last).noneMatch(l -> l == a));
    return IntStream.concat(others, Arrays.stream(last)).toArray();
  }

  /** The order that undoes a permutation. */
  static int[] inverse(int... order) {
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    return back;
  }

  /** The array with its axes in another order, without gaps; itself where nothing changes. */
  static INDArray permuted(INDArray a, int... order) {
    return Arrays.equals(order, IntStream.range(0, order.length).toArray())
        ? a
        : a.permute(order).dup('c');
  }
}
