package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An optimizer's step in one pass over memory: chunks of a parameter, its gradient and its slots
 * come into Java arrays that stay in the first-level cache, are computed there and go back. Every
 * element is alone, so the number of threads changes nothing.
 */
final class CpuUpdate {
  private static final int CHUNK = 1024; // floats; a value, a gradient and two slots are 16 KB
  private static final int WORTH_SHARING = 1 << 18; // elements: below, a second thread costs more

  private final FloatBuffer value;
  private final FloatBuffer gradient;
  private final List<FloatBuffer> slots = new ArrayList<>();
  private final float decay;
  private final Update update;

  CpuUpdate(INDArray value, INDArray gradient, List<INDArray> slots, double decay, Update update) {
    this.value = OffHeap.buffer(OffHeap.writable(value));
    this.gradient = OffHeap.buffer(OffHeap.dense(gradient));
    slots.forEach(slot -> this.slots.add(OffHeap.buffer(OffHeap.writable(slot))));
    this.decay = (float) decay;
    this.update = update;
  }

  void run(Workers workers) {
    int length = value.capacity();
    int parts = Math.max(1, Math.min(workers.threads(), length / WORTH_SHARING));
    int chunks = (length + CHUNK - 1) / CHUNK;
    workers.each(
        parts,
        part ->
            run(
                CHUNK * (int) ((long) chunks * part / parts),
                Math.min(length, CHUNK * (int) ((long) chunks * (part + 1) / parts))));
  }

  private void run(int begin, int end) {
    int size = Math.min(CHUNK, end - begin);
    float[] w = new float[size];
    float[] g = new float[size];
    float[][] s = new float[slots.size()][size];
    for (int from = begin; from < end; from += CHUNK) {
      int n = Math.min(CHUNK, end - from);
      value.get(from, w, 0, n);
      gradient.get(from, g, 0, n);
      for (int i = 0; i < s.length; i++) {
        slots.get(i).get(from, s[i], 0, n);
      }
      if (decay != 1) {
        scale(w, n);
      }
      update.apply(w, g, s, n);
      value.put(from, w, 0, n);
      for (int i = 0; i < s.length; i++) {
        slots.get(i).put(from, s[i], 0, n);
      }
    }
  }

  private void scale(float[] w, int n) {
    float factor = decay;
    for (int i = 0; i < n; i++) {
      w[i] *= factor;
    }
  }
}
