package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.Activations;

/**
 * The most used activation functions in flat loops that the JIT compiles to vector code, chunk by
 * chunk so that what is copied between memory and Java arrays stays in the first-level cache.
 */
final class CpuPointwise {
  private static final int CHUNK = 2048; // floats
  private static final int WORTH_SHARING = 1 << 16; // elements
  private static final float LARGE = 1e30f; // twice, it lifts the smallest float32 above 1

  private final Workers workers;

  CpuPointwise(Workers workers) {
    this.workers = workers;
  }

  /** Whether there is a flat loop for it. */
  static boolean supports(Activations function) {
    return switch (function) {
      case RELU, TANH, SIGMOID -> true;
      default -> false;
    };
  }

  INDArray apply(Activations function, INDArray z) {
    return chunks(z, z, (a, b, n) -> apply(function, a, n));
  }

  private static void apply(Activations function, float[] y, int n) {
    switch (function) {
      case RELU -> relu(y, n);
      case TANH -> tanh(y, n);
      default -> sigmoid(y, n);
    }
  }

  private static void relu(float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.max(y[i], 0);
    }
  }

  private static void tanh(float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Rational.tanh(y[i]);
    }
  }

  private static void sigmoid(float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Rational.sigmoid(y[i]);
    }
  }

  /** z, of float32 without gaps, becomes f(z). */
  INDArray applyInPlace(Activations function, INDArray z) {
    chunks(z, z, OffHeap.writable(z), (a, b, n) -> apply(function, a, n));
    return z;
  }

  INDArray backward(Activations function, INDArray y, INDArray dy) {
    return chunks(dy, y, (d, out, n) -> backward(function, d, out, n));
  }

  private static void backward(Activations function, float[] d, float[] y, int n) {
    switch (function) {
      case RELU -> reluBack(d, y, n);
      case TANH -> tanhBack(d, y, n);
      default -> sigmoidBack(d, y, n);
    }
  }

  private static void reluBack(float[] d, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      d[i] *= Math.min(1, y[i] * LARGE * LARGE); // 1 where y > 0, else 0, without a branch
    }
  }

  private static void tanhBack(float[] d, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      d[i] *= 1 - y[i] * y[i];
    }
  }

  private static void sigmoidBack(float[] d, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      d[i] *= y[i] * (1 - y[i]);
    }
  }

  /** Changes the first n of a, reading b. */
  @FunctionalInterface
  private interface Loop {
    void over(float[] a, float[] b, int n);
  }

  /** What a becomes chunk by chunk, in a new array; {@code a} and {@code b} may be one. */
  private INDArray chunks(INDArray a, INDArray b, Loop loop) {
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, a.shape());
    chunks(a, b, result, loop);
    return result;
  }

  private void chunks(INDArray a, INDArray b, INDArray result, Loop loop) {
    FloatBuffer first = OffHeap.buffer(OffHeap.dense(a));
    FloatBuffer second = OffHeap.buffer(OffHeap.dense(b));
    FloatBuffer to = OffHeap.buffer(result);
    int length = to.capacity();
    int parts = Math.max(1, Math.min(workers.threads(), length / WORTH_SHARING));
    workers.each(
        parts,
        part -> {
          int end = (int) ((long) length * (part + 1) / parts);
          float[] as = new float[CHUNK];
          float[] bs = a == b ? as : new float[CHUNK];
          for (int from = (int) ((long) length * part / parts); from < end; from += CHUNK) {
            int n = Math.min(CHUNK, end - from);
            first.get(from, as, 0, n);
            if (a != b) {
              second.get(from, bs, 0, n);
            }
            loop.over(as, bs, n);
            to.put(from, as, 0, n);
          }
        });
  }
}
