package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The largest of each window and the way back, in flat loops over planes on the Java heap. */
final class CpuMaxPool {
  private static final float LARGE = 1e30f; // twice, it lifts the smallest float32 above 1

  private final Workers workers;

  CpuMaxPool(Workers workers) {
    this.workers = workers;
  }

  INDArray largest(INDArray x, Window window) {
    Slide slide = new Slide(window, x.size(1), x.size(2), x.size(3));
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, window.output(x.shape(), x.size(3)));
    FloatBuffer in = OffHeap.buffer(x);
    FloatBuffer out = OffHeap.buffer(y);
    int parts = (int) Math.min(workers.threads(), x.size(0));
    workers.each(
        parts,
        part -> {
          Planes own = new Planes(slide, window);
          for (int b = part; b < x.size(0); b += parts) {
            in.get(b * own.plane.length, own.plane);
            own.findBest();
            out.put(b * own.best.length, own.best);
          }
        });
    return y;
  }

  /** dy goes to the largest of its window, the first of equals in reading order. */
  INDArray gradient(INDArray x, INDArray dy, Window window) {
    Slide slide = new Slide(window, x.size(1), x.size(2), x.size(3));
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    FloatBuffer in = OffHeap.buffer(x);
    FloatBuffer given = OffHeap.buffer(dy);
    FloatBuffer out = OffHeap.buffer(dx);
    int parts = (int) Math.min(workers.threads(), x.size(0));
    workers.each(
        parts,
        part -> {
          Planes own = new Planes(slide, window);
          float[] left = new float[own.best.length];
          float[] gradient = new float[own.plane.length];
          for (int b = part; b < x.size(0); b += parts) {
            in.get(b * own.plane.length, own.plane);
            given.get(b * left.length, left);
            own.findBest();
            Arrays.fill(gradient, 0);
            own.addBack(left, gradient);
            out.put(b * gradient.length, gradient);
          }
        });
    return dx;
  }

  /** One image at a time: its plane, and the largest of each window. */
  private static final class Planes {
    private final Slide s;
    private final int rows;
    private final int columns;
    final float[] plane;
    final float[] best;
    private final float[] line;

    Planes(Slide s, Window window) {
      this.s = s;
      this.rows = window.rows().size();
      this.columns = window.columns().size();
      this.plane = new float[s.plane()];
      this.best = new float[s.windows() * s.channels];
      this.line = new float[s.width * s.channels];
    }

    /** First down the columns, in one long loop, then along the rows; NaN stays NaN. */
    void findBest() {
      int n = line.length;
      for (int i = 0; i < s.outHeight; i++) {
        int from = Math.max(0, s.top(i));
        System.arraycopy(plane, from * n, line, 0, n);
        for (int row = from + 1; row < Math.min(s.height, s.top(i) + rows); row++) {
          raise(line, plane, row * n, 0, n);
        }
        for (int j = 0; j < s.outWidth; j++) {
          int column = Math.max(0, s.first(j));
          int end = Math.min(s.width, s.first(j) + columns);
          int to = (i * s.outWidth + j) * s.channels;
          System.arraycopy(line, column * s.channels, best, to, s.channels);
          for (column++; column < end; column++) {
            raise(best, line, column * s.channels, to, s.channels);
          }
        }
      }
    }

    private static void raise(float[] best, float[] by, int from, int to, int n) {
      for (int k = 0; k < n; k++) {
        best[to + k] = Math.max(best[to + k], by[from + k]);
      }
    }

    /** The first that equals the largest takes all that is left, so the next takes nothing. */
    void addBack(float[] left, float[] gradient) {
      for (int p = 0; p < s.windows(); p++) {
        int top = s.top(p / s.outWidth);
        int first = s.first(p % s.outWidth);
        int end = Math.min(s.width, first + columns);
        for (int row = Math.max(0, top); row < Math.min(s.height, top + rows); row++) {
          for (int column = Math.max(0, first); column < end; column++) {
            take((row * s.width + column) * s.channels, p * s.channels, left, gradient);
          }
        }
      }
    }

    private void take(int from, int at, float[] left, float[] gradient) {
      for (int c = 0; c < s.channels; c++) {
        float below = Math.min(1, (best[at + c] - plane[from + c]) * LARGE * LARGE); // 0: equal
        float taken = left[at + c] * (1 - below);
        gradient[from + c] += taken;
        left[at + c] -= taken;
      }
    }
  }
}
