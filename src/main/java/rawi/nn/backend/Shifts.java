package rawi.nn.backend;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The views behind plain window computations: the plane with its padding around it, and for each
 * place of the window the sub-array of what that place sees, one element for each window.
 */
final class Shifts {
  private Shifts() {}

  /** x with {@code value} around it as the window wants it; x itself where it wants nothing. */
  static INDArray padded(INDArray x, Window window, double value) {
    long height = paddedSize(window.rows(), x.size(1));
    long width = paddedSize(window.columns(), x.size(2));
    if (height == x.size(1) && width == x.size(2)) {
      return x;
    }
    long[] shape = {x.size(0), height, width, x.size(3)};
    INDArray padded = Nd4j.valueArrayOf(shape, value, x.dataType());
    inner(padded, window, x.size(1), x.size(2)).assign(x);
    return padded;
  }

  private static long paddedSize(Span span, long n) {
    return span.before(n) + n + span.after(n);
  }

  /** The plane of this height and width within its padding, as a view. */
  static INDArray inner(INDArray padded, Window window, long height, long width) {
    long[] shape = {padded.size(0), height, width, padded.size(3)};
    return view(padded, shape, window.rows().before(height), 1, window.columns().before(width), 1);
  }

  /** What place (u, v) of every window sees, as a view with the height and width of {@code y}. */
  static INDArray view(INDArray padded, Window window, int u, int v, INDArray y) {
    long[] shape = {padded.size(0), y.size(1), y.size(2), padded.size(3)};
    Span rows = window.rows();
    Span columns = window.columns();
    return view(
        padded,
        shape,
        (long) u * rows.dilation(),
        rows.stride(),
        (long) v * columns.dilation(),
        columns.stride());
  }

  /** a[i, j] as a matrix, a view; {@code slice} refuses some views. */
  static INDArray matrix(INDArray a, long i, long j) {
    long[] shape = {a.size(2), a.size(3)};
    long[] strides = {a.stride(2), a.stride(3)};
    long offset = a.offset() + i * a.stride(0) + j * a.stride(1);
    return Nd4j.create(a.data(), shape, strides, offset, 'c');
  }

  private static INDArray view(
      INDArray a, long[] shape, long top, long rowStep, long left, long columnStep) {
    long[] strides = {a.stride(0), a.stride(1) * rowStep, a.stride(2) * columnStep, a.stride(3)};
    long offset = a.offset() + top * a.stride(1) + left * a.stride(2);
    return Nd4j.create(a.data(), shape, strides, offset, 'c');
  }
}
