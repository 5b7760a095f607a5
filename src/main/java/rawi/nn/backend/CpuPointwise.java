package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Relu;

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
  static boolean supports(ActivationFunction function) {
    if (function instanceof Activations known) {
      return known == Activations.RELU || known == Activations.TANH || known == Activations.SIGMOID;
    }
    return function instanceof Relu relu && isClip(relu);
  }

  /** Whether it is y = min(max(z, 0), ceiling). */
  private static boolean isClip(Relu relu) {
    return relu.maxValue().isPresent() && relu.negativeSlope() == 0 && relu.threshold() == 0;
  }

  private static float ceiling(Relu relu) {
    return relu.maxValue().orElseThrow().floatValue();
  }

  INDArray apply(ActivationFunction function, INDArray z) {
    return chunks(z, z, (a, b, n) -> apply(function, a, n));
  }

  private static void apply(ActivationFunction function, float[] y, int n) {
    if (function instanceof Relu relu) {
      clip(y, ceiling(relu), n);
    } else if (function == Activations.RELU) {
      relu(y, n);
    } else if (function == Activations.TANH) {
      tanh(y, n);
    } else {
      sigmoid(y, n);
    }
  }

  private static void clip(float[] y, float ceiling, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.min(Math.max(y[i], 0), ceiling);
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
  INDArray applyInPlace(ActivationFunction function, INDArray z) {
    chunks(z, z, OffHeap.writable(z), (a, b, n) -> apply(function, a, n));
    return z;
  }

  INDArray backward(ActivationFunction function, INDArray y, INDArray dy) {
    return chunks(dy, y, (d, out, n) -> backward(function, d, out, n));
  }

  private static void backward(ActivationFunction function, float[] d, float[] y, int n) {
    if (function instanceof Relu relu) {
      clipBack(d, y, ceiling(relu), n);
    } else if (function == Activations.RELU) {
      reluBack(d, y, n);
    } else if (function == Activations.TANH) {
      tanhBack(d, y, n);
    } else {
      sigmoidBack(d, y, n);
    }
  }

  private static void clipBack(float[] d, float[] y, float ceiling, int n) {
    for (int i = 0; i < n; i++) {
      d[i] *= Math.min(1, y[i] * LARGE * LARGE) * Math.min(1, (ceiling - y[i]) * LARGE * LARGE);
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
