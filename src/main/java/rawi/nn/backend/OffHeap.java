package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Blas.Matrix;

/** The float32 memory behind an array, for code that reads it directly. */
final class OffHeap {
  private OffHeap() {}

  /** {@code array} itself if it is a row-major block without gaps, else such a copy of it. */
  static INDArray dense(INDArray array) {
    requireFloat(array);
    return isDense(array) ? array : array.dup('c');
  }

  /** {@code array}, to be written to: a copy would not reach the one who asked. */
  static INDArray writable(INDArray array) {
    requireFloat(array);
    if (!isDense(array)) {
      throw new IllegalArgumentException(
          "the CPU kernels change row-major arrays without gaps, got a view: dup it first");
    }
    return array;
  }

  private static void requireFloat(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "the CPU kernels work in float32, got " + array.dataType() + ": use Nd4jKernels");
    }
  }

  private static boolean isDense(INDArray array) {
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) != 1 && array.stride(axis) != expected) {
        return false;
      }
      expected *= array.size(axis);
    }
    return true;
  }

  /** The memory of a dense array. */
  static FloatPointer pointer(INDArray dense) {
    return new FloatPointer(dense.data().addressPointer()).capacity(dense.length());
  }

  /** A dense array as a matrix of its last axis. */
  static Matrix matrix(INDArray dense) {
    return Matrix.of(pointer(dense), (int) dense.size(dense.rank() - 1));
  }

  static FloatBuffer buffer(INDArray dense) {
    return pointer(dense).asBuffer();
  }

  static FloatBuffer buffer(FloatPointer memory, long length) {
    return new FloatPointer(memory).capacity(length).asBuffer();
  }

  /** A copy of the array's elements on the Java heap, row-major. */
  static float[] copy(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    buffer(dense(array)).get(0, values);
    return values;
  }
}
