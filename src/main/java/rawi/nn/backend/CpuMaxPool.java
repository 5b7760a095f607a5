package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The largest of each window and the way back. For all windows of one output row, what they see at
 * one of their places is gathered into an array, so that the loops that compare have one index and
 * become vector code.
 */
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
    int images = (int) x.size(0);
    int parts = Math.min(workers.threads(), images);
    workers.each(
        parts,
        part -> {
          Rows own = new Rows(slide, window);
          for (int b = part; b < images; b += parts) {
            in.get(b * own.plane.length, own.plane);
            for (int i = 0; i < slide.outHeight; i++) {
              own.findBest(i);
              out.put((b * slide.outHeight + i) * own.best.length, own.best);
            }
          }
        });
    return y;
  }

  /** dy goes to the largest of its window, the first of equals in reading order. */
  INDArray gradient(INDArray x, INDArray dy, Window window) {
    Slide slide = new Slide(window, x.size(1), x.size(2), x.size(3));
    boolean apart = slide.apart(); // each number is seen by one window at most
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, x.shape());
    FloatBuffer in = OffHeap.buffer(x);
    FloatBuffer given = OffHeap.buffer(dy);
    FloatBuffer out = OffHeap.buffer(dx);
    int images = (int) x.size(0);
    int parts = Math.min(workers.threads(), images);
    workers.each(
        parts,
        part -> {
          Rows own = new Rows(slide, window);
          float[] gradient = new float[own.plane.length];
          for (int b = part; b < images; b += parts) {
            in.get(b * own.plane.length, own.plane);
            Arrays.fill(gradient, 0);
            for (int i = 0; i < slide.outHeight; i++) {
              given.get((b * slide.outHeight + i) * own.left.length, own.left);
              if (apart) {
                own.giveBack(i, gradient);
              } else {
                own.findBest(i);
                own.addBack(i, gradient);
              }
            }
            out.put(b * gradient.length, gradient);
          }
        });
    return dx;
  }

  /** One image, output row by output row. */
  private static final class Rows {
    private final Slide s;
    private final int rows;
    private final int columns;
    final float[] plane;
    final float[] best;
    final float[] left; // of the gradient that goes to the windows' largest
    private final float[] seen;

    Rows(Slide s, Window window) {
      this.s = s;
      this.rows = window.rows().size();
      this.columns = window.columns().size();
      this.plane = new float[s.plane()];
      this.best = new float[s.outWidth * s.channels];
      this.left = new float[best.length];
      this.seen = new float[best.length];
    }

    /** The largest of each window of an output row; NaN stays NaN. */
    void findBest(int i) {
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      for (int row = Math.max(0, s.top(i)); row < Math.min(s.height, s.top(i) + rows); row++) {
        for (int v = 0; v < columns; v++) {
          gather(row, v);
          raise(best, seen);
        }
      }
    }

    private static void raise(float[] best, float[] by) {
      for (int k = 0; k < best.length; k++) {
        best[k] = Math.max(best[k], by[k]);
      }
    }

    /** What the windows see in their column v of a row; beyond the edge nothing is smaller. */
    private void gather(int row, int v) {
      for (int j = 0; j < s.outWidth; j++) {
        int column = s.first(j) + v;
        int to = j * s.channels;
        if (column < 0 || column >= s.width) {
          Arrays.fill(seen, to, to + s.channels, Float.NEGATIVE_INFINITY);
        } else {
          System.arraycopy(plane, (row * s.width + column) * s.channels, seen, to, s.channels);
        }
      }
    }

    /** The first that equals the largest takes all that is left, so the next takes nothing. */
    void addBack(int i, float[] gradient) {
      for (int row = Math.max(0, s.top(i)); row < Math.min(s.height, s.top(i) + rows); row++) {
        for (int v = 0; v < columns; v++) {
          gather(row, v);
          take(best, seen, left);
          scatter(row, v, gradient);
        }
      }
    }

    /** Windows that share nothing and lie within the plane: each looks for its largest alone. */
    void giveBack(int i, float[] gradient) {
      int line = s.width * s.channels;
      for (int j = 0; j < s.outWidth; j++) {
        int first = s.top(i) * line + s.first(j) * s.channels;
        if (rows == 2 && columns == 2) {
          giveToOneOfFour(first, line, j * s.channels, gradient);
        } else {
          giveToOne(first, line, j * s.channels, gradient);
        }
      }
    }

    private void giveToOne(int first, int line, int from, float[] gradient) {
      for (int c = 0; c < s.channels; c++) {
        int largest = first + c;
        for (int row = first + c; row < first + c + rows * line; row += line) {
          for (int k = row; k < row + columns * s.channels; k += s.channels) {
            largest = plane[k] > plane[largest] ? k : largest;
          }
        }
        gradient[largest] = left[from + c];
      }
    }

    private void giveToOneOfFour(int first, int line, int from, float[] gradient) {
      int n = s.channels;
      for (int c = 0; c < n; c++) {
        int above = first + c;
        above = plane[above + n] > plane[above] ? above + n : above;
        int below = first + c + line;
        below = plane[below + n] > plane[below] ? below + n : below;
        gradient[plane[below] > plane[above] ? below : above] = left[from + c];
      }
    }

    /** What was seen becomes what is taken. */
    private static void take(float[] best, float[] seen, float[] left) {
      for (int k = 0; k < best.length; k++) {
        float below = Math.min(1, (best[k] - seen[k]) * LARGE * LARGE); // 0: equal
        float taken = left[k] * (1 - below);
        left[k] -= taken;
        seen[k] = taken;
      }
    }

    private void scatter(int row, int v, float[] gradient) {
      for (int j = 0; j < s.outWidth; j++) {
        int column = s.first(j) + v;
        if (column >= 0 && column < s.width) {
          int from = j * s.channels;
          int to = (row * s.width + column) * s.channels;
          for (int c = 0; c < s.channels; c++) {
            gradient[to + c] += seen[from + c];
          }
        }
      }
    }
  }
}
