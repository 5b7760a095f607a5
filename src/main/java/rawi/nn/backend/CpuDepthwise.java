package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.CpuFinish.Added;

/**
 * One filter for each channel, some pixels of an output line at a time. What each place of the
 * window sees lies in an array of its own, and so do its weights, repeated for each pixel: loops
 * with one index for all arrays become vector code, others do not.
 */
final class CpuDepthwise implements FixedConvolution {
  private static final int TILE = 1024; // floats: those of a window's row stay in the first cache
  private static final int TAPS = 3; // in the row of a window that has a loop of its own

  private final Window window;
  private final Workers workers;
  private final CpuFinish finish;
  private final float[] biases;
  private final float[][] taps; // (height width), each (pixels, channels)
  private final int channels;
  private final int pixels; // in a tile

  CpuDepthwise(INDArray kernel, CpuFinish finish, Window window, Workers workers) {
    this.window = window;
    this.workers = workers;
    this.finish = finish;
    this.channels = (int) kernel.size(2);
    this.pixels = pixels(channels);
    this.taps = taps(kernel);
    this.biases = finish.repeated(pixels * channels);
  }

  /** Pixels that are worked on at once. */
  static int pixels(int channels) {
    return Math.max(1, TILE / channels);
  }

  /** The weights of each place of a kernel (height, width, channels, 1), for each pixel again. */
  static float[][] taps(INDArray kernel) {
    float[] all = OffHeap.copy(kernel);
    int channels = (int) kernel.size(2);
    float[][] taps = new float[all.length / channels][pixels(channels) * channels];
    for (int tap = 0; tap < taps.length; tap++) {
      for (int at = 0; at < taps[tap].length; at += channels) {
        System.arraycopy(all, tap * channels, taps[tap], at, channels);
      }
    }
    return taps;
  }

  @Override
  public INDArray apply(INDArray x, Optional<INDArray> added, Arena arena) {
    INDArray in = OffHeap.dense(x);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, window.output(in.shape(), channels));
    int lines = (int) (y.size(0) * y.size(1));
    AtomicInteger taken = new AtomicInteger();
    Pass[] own = new Pass[Math.min(workers.threads(), lines)];
    for (int i = 0; i < own.length; i++) {
      own[i] = new Pass(in, y, added.map(OffHeap::dense).map(OffHeap::buffer), arena);
    }
    workers.each(
        own.length,
        slot -> {
          for (int i = taken.getAndIncrement(); i < lines; i = taken.getAndIncrement()) {
            own[slot].line(i);
          }
        });
    return y;
  }

  /** What one thread needs. */
  private final class Pass {
    private final FloatBuffer x;
    private final FloatBuffer y;
    private final Added added;
    private final Slide slide;
    private final SeenPixels pixelsSeen;
    private final float[][] seen; // of a row of the window
    private final float[] z;
    private final float[] more;

    Pass(INDArray x, INDArray y, Optional<FloatBuffer> added, Arena arena) {
      this.x = OffHeap.buffer(x);
      this.y = OffHeap.buffer(y);
      this.added = added.map(Added::of).orElseGet(Added::nothing);
      this.slide = new Slide(window, x.size(1), x.size(2), channels);
      this.pixelsSeen = new SeenPixels(slide, window);
      this.seen = new float[window.columns().size()][];
      for (int v = 0; v < seen.length; v++) {
        seen[v] = arena.floats(pixels * channels);
      }
      this.z = arena.floats(pixels * channels);
      this.more = arena.floats(pixels * channels);
    }

    void line(int line) {
      for (int j = 0; j < slide.outWidth; j += pixels) {
        tile(line, j, Math.min(pixels, slide.outWidth - j));
      }
    }

    /** Some outputs of a line, from j on. */
    private void tile(int line, int j, int count) {
      int n = count * channels;
      int top = slide.top(line % slide.outHeight);
      int plane = line / slide.outHeight * slide.height;
      int end = Math.min(window.rows().size(), slide.height - top);
      Arrays.fill(z, 0, n, 0);
      for (int u = Math.max(0, -top); u < end; u++) {
        for (int v = 0; v < seen.length; v++) {
          pixelsSeen.read(x, plane + top + u, j, count, v, seen[v]);
        }
        add(u * seen.length, n);
      }
      int place = (line * slide.outWidth + j) * channels;
      added.to(z, n, place, more);
      finish.apply(z, biases, n);
      y.put(place, z, 0, n);
    }

    /** Adds what a row of the window, whose first tap this is, makes of what it sees. */
    private void add(int tap, int n) {
      if (seen.length == TAPS) {
        addThree(z, seen[0], taps[tap], seen[1], taps[tap + 1], seen[2], taps[tap + 2], n);
      } else {
        for (int v = 0; v < seen.length; v++) {
          addProducts(z, seen[v], taps[tap + v], n);
        }
      }
    }
  }

  private static void addThree(
      float[] z, float[] x0, float[] w0, float[] x1, float[] w1, float[] x2, float[] w2, int n) {
    for (int i = 0; i < n; i++) {
      z[i] += x0[i] * w0[i] + x1[i] * w1[i] + x2[i] * w2[i];
    }
  }

  /** z += x w, number by number. */
  static void addProducts(float[] z, float[] x, float[] w, int n) {
    for (int i = 0; i < n; i++) {
      z[i] += x[i] * w[i];
    }
  }
}
