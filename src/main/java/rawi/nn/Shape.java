package rawi.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The dimensions of one example, without the batch axis: {@code (time, features)}.
 *
 * @param dims from the first axis after the batch to the last; {@link #ANY} where the size is not
 *     known until data comes
 */
public record Shape(List<Long> dims) {
  /** A size that each batch may choose: usually time. */
  public static final long ANY = -1;

  public Shape {
    dims = List.copyOf(dims);
  }

  public static Shape of(long... dims) {
    return new Shape(Arrays.stream(dims).boxed().toList());
  }

  /** The shape of a whole array, batch axis and all; for messages. */
  public static Shape of(INDArray array) {
    return of(array.shape());
  }

  public int rank() {
    return dims.size();
  }

  public long last() {
    return dims.get(dims.size() - 1);
  }

  /** This shape with another size of the last axis. */
  public Shape withLast(long size) {
    long[] d = dims.stream().mapToLong(Long::longValue).toArray();
    d[d.length - 1] = size;
    return of(d);
  }

  /** Whether that is this shape, sizes that are {@link #ANY} here or there left open. */
  public boolean admits(Shape other) {
    boolean fits = other.rank() == rank();
    for (int i = 0; fits && i < rank(); i++) {
      long own = dims.get(i);
      long its = other.dims.get(i);
      fits = own == its || own == ANY || its == ANY;
    }
    return fits;
  }

  @Override
  public String toString() {
    return dims.stream()
        .map(d -> d == ANY ? "any" : Long.toString(d))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
