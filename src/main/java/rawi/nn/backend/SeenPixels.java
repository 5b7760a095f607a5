package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The pixels that one place of a window meets while the window slides along a line: read side by
 * side, or written back to where they stand.
 */
final class SeenPixels {
  private final Slide slide;
  private final boolean neighbours; // one pixel after the other

  SeenPixels(Slide slide, Window window) {
    this.slide = slide;
    this.neighbours = window.columns().stride() == 1;
  }

  /**
   * Reads what column v of the windows of {@code count} outputs from j on sees; zeros beyond the
   * edge.
   *
   * @param row among the rows of all planes
   */
  void read(FloatBuffer planes, int row, int j, int count, int v, float[] into) {
    int n = slide.channels;
    int begin = inside(j, j, j + count, v, 0);
    int end = inside(j, j + begin, j + count, v, slide.width);
    Arrays.fill(into, 0, begin * n, 0);
    if (neighbours && begin < end) {
      planes.get(place(row, j + begin, v), into, begin * n, (end - begin) * n);
    } else {
      for (int k = begin; k < end; k++) {
        planes.get(place(row, j + k, v), into, k * n, n);
      }
    }
    Arrays.fill(into, end * n, count * n, 0);
  }

  /** Writes them back; what is beyond the edge goes nowhere. */
  void write(float[] from, FloatBuffer planes, int row, int j, int count, int v) {
    int n = slide.channels;
    int begin = inside(j, j, j + count, v, 0);
    int end = inside(j, j + begin, j + count, v, slide.width);
    if (neighbours && begin < end) {
      planes.put(place(row, j + begin, v), from, begin * n, (end - begin) * n);
    } else {
      for (int k = begin; k < end; k++) {
        planes.put(place(row, j + k, v), from, k * n, n);
      }
    }
  }

  /** How many outputs from {@code first} on come before one whose column v reaches the edge. */
  private int inside(int first, int from, int end, int v, int edge) {
    int j = from;
    while (j < end && slide.first(j) + v < edge) {
      j++;
    }
    return j - first;
  }

  private int place(int row, int j, int v) {
    return (row * slide.width + slide.first(j) + v) * slide.channels;
  }
}
