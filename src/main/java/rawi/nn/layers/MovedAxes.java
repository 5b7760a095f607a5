package rawi.nn.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of one shape as matrices whose columns are some of the axes. */
final class MovedAxes {
  private final int[] order;
  private final long[] moved;
  private final long columns;

  /**
   * @param axes what the columns are, in this order
   */
  MovedAxes(INDArray like, int... axes) {
    order = Axes.toEnd(like.rank(), axes);
    moved = new long[order.length];
    long size = 1;
    for (int i = 0; i < order.length; i++) {
      moved[i] = like.size(order[i]);
      size *= i < order.length - axes.length ? 1 : moved[i];
    }
    columns = size;
  }

  /** (the other axes, the columns), without gaps. */
  INDArray matrix(INDArray a) {
    return Axes.permuted(a, order).reshape('c', a.length() / columns, columns);
  }

  /** Such a matrix in the shape of the arrays. */
  INDArray back(INDArray matrix) {
    return Axes.permuted(matrix.reshape('c', moved), Axes.inverse(order));
  }
}
