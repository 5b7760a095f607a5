package rawi.nn.training;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Arena;

/** Some rows of an array, and rows put together again. */
final class Rows {
  private Rows() {}

  /** A copy of the rows, in this order: (all, ...) to (rows.length, ...). */
  static INDArray of(INDArray array, int... rows) {
    long[] shape = array.shape().clone();
    long all = shape[0];
    shape[0] = rows.length;
    INDArray flat = array.reshape('c', all, array.length() / Math.max(1, all));
    try {
      return Nd4j.pullRows(flat, 1, rows, 'c').reshape('c', shape);
    } finally {
      // a view's memory is given back as soon as nothing refers to it, even while it is being read
      Reference.reachabilityFence(flat);
    }
  }

  /** Copies of arrays (some, ...) one below the other, outside of any step. */
  static INDArray stacked(List<INDArray> parts) {
    return Arena.outside(() -> Nd4j.concat(0, new ArrayList<>(parts).toArray(INDArray[]::new)));
  }
}
