package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.CpuFinish.Added;

/** One filter for each channel, in flat loops over the channels, line by line of the output. */
final class CpuDepthwise implements FixedConvolution {
  private static final int TAPS = 3; // of the window that has a loop of its own

  private final Window window;
  private final Workers workers;
  private final float[] kernel; // (height, width, channels)
  private final CpuFinish finish;
  private final int channels;

  CpuDepthwise(INDArray kernel, CpuFinish finish, Window window, Workers workers) {
    this.window = window;
    this.workers = workers;
    this.kernel = OffHeap.copy(kernel);
    this.finish = finish;
    this.channels = (int) kernel.size(2);
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
    private final int height;
    private final int width;
    private final int outHeight;
    private final int outWidth;
    private final int above;
    private final int left;
    private final int seen; // places of a line of the plane, with zeros
    private final float[] row;
    private final float[] z;
    private final float[] more;

    Pass(INDArray x, INDArray y, Optional<FloatBuffer> added, Arena arena) {
      this.x = OffHeap.buffer(x);
      this.y = OffHeap.buffer(y);
      this.added = added.map(Added::of).orElseGet(Added::nothing);
      this.height = (int) x.size(1);
      this.width = (int) x.size(2);
      this.outHeight = (int) y.size(1);
      this.outWidth = (int) y.size(2);
      this.above = (int) window.rows().before(height);
      this.left = (int) window.columns().before(width);
      this.seen = (outWidth - 1) * window.columns().stride() + window.columns().size();
      this.row = arena.floats(seen * channels);
      this.z = arena.floats(outWidth * channels);
      this.more = arena.floats(outWidth * channels);
    }

    void line(int line) {
      int n = outWidth * channels;
      Arrays.fill(z, 0, n, 0);
      int first = line % outHeight * window.rows().stride() - above;
      for (int u = 0; u < window.rows().size(); u++) {
        if (first + u >= 0 && first + u < height) {
          read(line / outHeight * height + first + u);
          add(u);
        }
      }
      added.to(z, n, line * n, more);
      finish.apply(z, n, 0, channels);
      y.put(line * n, z, 0, n);
    }

    private void read(int from) {
      int before = left * channels;
      int inside = Math.min(width, seen - left) * channels;
      Arrays.fill(row, 0, before, 0);
      x.get(from * width * channels, row, before, inside);
      Arrays.fill(row, before + inside, seen * channels, 0);
    }

    private void add(int u) {
      int size = window.columns().size();
      int step = window.columns().stride() * channels;
      for (int j = 0; j < outWidth; j++) {
        int tap = u * size * channels;
        if (size == TAPS) {
          three(z, j * channels, row, j * step, kernel, tap, channels);
        } else {
          for (int v = 0; v < size; v++) {
            one(
                z,
                j * channels,
                row,
                j * step + v * channels,
                kernel,
                tap + v * channels,
                channels);
          }
        }
      }
    }
  }

  private static void three(float[] z, int at, float[] x, int from, float[] w, int tap, int n) {
    for (int c = 0; c < n; c++) {
      z[at + c] +=
          x[from + c] * w[tap + c]
              + x[from + n + c] * w[tap + n + c]
              + x[from + 2 * n + c] * w[tap + 2 * n + c];
    }
  }

  private static void one(float[] z, int at, float[] x, int from, float[] w, int tap, int n) {
    for (int c = 0; c < n; c++) {
      z[at + c] += x[from + c] * w[tap + c];
    }
  }
}
