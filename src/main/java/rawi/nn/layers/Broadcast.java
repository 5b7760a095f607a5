package rawi.nn.layers;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays of one rank whose axes are of equal size, or of size 1 and repeated. */
final class Broadcast {
  private Broadcast() {}

  /** With a batch axis of size 1 before the others. */
  static INDArray withBatch(INDArray a) {
    long[] shape = new long[a.rank() + 1];
    shape[0] = 1;
    System.arraycopy(a.shape(), 0, shape, 1, a.rank());
    return a.reshape('c', shape);
  }

  /** The transpose of repeating an array of this shape: sums along what was repeated. */
  static INDArray reduce(INDArray d, long... shape) {
    int[] repeated =
        IntStream.range(0, shape.length).filter(i -> shape[i] == 1 && d.size(i) != 1).toArray();
    return repeated.length == 0 ? d : d.sum(true, repeated);
  }
}
