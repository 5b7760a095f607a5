package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer's step in one pass over memory: chunks of a parameter, its gradient and its slots
 * come into Java arrays that stay in the first-level cache, are computed there and go back. All
 * parameters are one row of chunks, as if they lay in one buffer, which is split over the threads:
 * small ones cost no handing over of their own. Every element is alone, so the number of threads
 * changes nothing.
 *
 * <p>Nothing becomes subnormal, nor what an update multiplies: gradients that vanish are dropped,
 * and so are moments of weights that get no more gradients, such as those of a pixel that is rarely
 * lit. A step on such moments took fifteen times as long.
 */
final class CpuUpdate {
  private static final int CHUNK = 1024; // floats; a value, a gradient and two slots are 16 KB
  private static final int WORTH_SHARING = 1 << 17; // elements: below, a second thread costs more

  /** 7e-18, whose square times 0.001 is still a normal number. */
  private static final float VANISHED_GRADIENT = 0x1p-57f;

  /** 6e-30, which times a learning rate is still a normal number. */
  private static final float VANISHED_SLOT = 0x1p-97f;

  private final FloatBuffer value;
  private final FloatBuffer gradient;
  private final List<FloatBuffer> slots = new ArrayList<>();
  private final float decay;
  private final Update update;

  CpuUpdate(Kernels.Updated parameter, Update update) {
    this.value = OffHeap.buffer(OffHeap.writable(parameter.value()));
    this.gradient = OffHeap.buffer(OffHeap.dense(parameter.gradient()));
    parameter.slots().forEach(slot -> slots.add(OffHeap.buffer(OffHeap.writable(slot))));
    this.decay = (float) parameter.decay();
    this.update = update;
  }

  private int length() {
    return value.capacity();
  }

  private int chunks() {
    return (length() + CHUNK - 1) / CHUNK;
  }

  /** All of them, each chunk once. */
  static void run(List<CpuUpdate> all, Workers workers) {
    long elements = all.stream().mapToLong(CpuUpdate::length).sum();
    long chunks = all.stream().mapToLong(CpuUpdate::chunks).sum();
    int parts = (int) Math.max(1, Math.min(workers.threads(), elements / WORTH_SHARING));
    workers.each(parts, part -> run(all, chunks * part / parts, chunks * (part + 1) / parts));
  }

  /** The chunks from one to before another, counted over all parameters. */
  private static void run(List<CpuUpdate> all, long first, long end) {
    long before = 0;
    for (CpuUpdate one : all) {
      long from = Math.max(0, first - before);
      long to = Math.min(one.chunks(), end - before);
      if (from < to) {
        one.run((int) (CHUNK * from), (int) Math.min(one.length(), CHUNK * to));
      }
      before += one.chunks();
    }
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
      Pointwise.dropVanished(g, VANISHED_GRADIENT, n);
      for (int i = 0; i < s.length; i++) {
        slots.get(i).get(from, s[i], 0, n);
      }
      if (decay != 1) {
        scale(w, n);
      }
      update.apply(w, g, s, n);
      value.put(from, w, 0, n);
      for (int i = 0; i < s.length; i++) {
        Pointwise.fade(s[i], VANISHED_SLOT, n);
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
