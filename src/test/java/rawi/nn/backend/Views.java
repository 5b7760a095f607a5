package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** The ways in which equal numbers may lie in memory. */
enum Views {
  /** A block of its own. */
  DENSE,
  /** Inner rows of a larger block: without gaps, but not at its beginning. */
  OFFSET,
  /** Inner columns of a wider array. */
  COLUMNS,
  /** Column-major. */
  TRANSPOSED;

  /** Those that an array can be changed in place through. */
  static final Views[] WRITABLE = {DENSE, OFFSET};

  /** An array equal to {@code a}, lying in memory this way. */
  INDArray of(INDArray a) {
    return switch (this) {
      case DENSE -> a.dup('c');
      case OFFSET -> inner(a, 0);
      case COLUMNS -> inner(a, a.rank() - 1);
      case TRANSPOSED -> a.dup('f');
    };
  }

  private static INDArray inner(INDArray a, int axis) {
    long[] larger = a.shape().clone();
    larger[axis] += 5;
    INDArrayIndex[] index = new INDArrayIndex[a.rank()];
    Arrays.fill(index, all());
    index[axis] = interval(2, 2 + a.size(axis));
    INDArray view = Nd4j.valueArrayOf(larger, 77, a.dataType()).get(index);
    return view.assign(a);
  }

  /** float32 numbers in [-1, 1]. */
  static INDArray random(long seed, long... shape) {
    INDArray a = Nd4j.create(DataType.FLOAT, shape);
    SplittableRandom random = new SplittableRandom(seed);
    for (long i = 0; i < a.length(); i++) {
      a.putScalar(i, (float) random.nextDouble(-1, 1));
    }
    return a;
  }
}
