package rawi.nn.backend;

import java.util.Arrays;

/**
 * How an undilated window slides over one plane (height, width, channels) in a flat array: what the
 * windows see as rows of a matrix, and such rows added back to where they were seen.
 */
final class Slide {
  private static final int SHORT = 24; // floats below which a loop beats a call

  private final Span rows;
  private final Span columns;
  private final int above; // zeros before the first row
  private final int left; // zeros before the first column
  final int height;
  final int width;
  final int channels;
  final int outHeight;
  final int outWidth;

  Slide(Window window, long height, long width, long channels) {
    this.rows = window.rows();
    this.columns = window.columns();
    this.height = (int) height;
    this.width = (int) width;
    this.channels = (int) channels;
    this.outHeight = (int) rows.output(height);
    this.outWidth = (int) columns.output(width);
    this.above = (int) rows.before(height);
    this.left = (int) columns.before(width);
  }

  /** Whether windows share nothing and see nothing beyond the edge. */
  boolean apart() {
    return rows.size() <= rows.stride()
        && columns.size() <= columns.stride()
        && above == 0
        && left == 0
        && top(outHeight - 1) + rows.size() <= height
        && first(outWidth - 1) + columns.size() <= width;
  }

  /** Numbers in a plane. */
  int plane() {
    return height * width * channels;
  }

  /** Windows over a plane. */
  int windows() {
    return outHeight * outWidth;
  }

  /** Numbers in a window. */
  int depth() {
    return rows.size() * columns.size() * channels;
  }

  /** The first row of the plane that a window of this output row sees, or would see. */
  int top(int outRow) {
    return outRow * rows.stride() - above;
  }

  /** The first column that a window of this output column sees, or would see. */
  int first(int outColumn) {
    return outColumn * columns.stride() - left;
  }

  /** Copies what some windows see: (count, depth), zeros beyond the edge. */
  void unroll(float[] plane, int from, int count, float[] tile) {
    int line = columns.size() * channels;
    int at = 0;
    for (int p = from; p < from + count; p++) {
      int top = top(p / outWidth);
      int first = first(p % outWidth);
      for (int u = 0; u < rows.size(); u++) {
        copyLine(plane, top + u, first, tile, at, line);
        at += line;
      }
    }
  }

  private void copyLine(float[] plane, int row, int first, float[] tile, int at, int line) {
    int begin = Math.max(0, -first) * channels; // within the line
    int end = Math.min(columns.size(), width - first) * channels;
    if (row < 0 || row >= height || begin >= end) {
      Arrays.fill(tile, at, at + line, 0);
      return;
    }
    for (int i = 0; i < begin; i++) {
      tile[at + i] = 0;
    }
    int from = (row * width + first) * channels;
    if (end - begin < SHORT) {
      for (int i = begin; i < end; i++) {
        tile[at + i] = plane[from + i];
      }
    } else {
      System.arraycopy(plane, from + begin, tile, at + begin, end - begin);
    }
    for (int i = end; i < line; i++) {
      tile[at + i] = 0;
    }
  }

  /**
   * The same lying on its side, for planes whose channels come first: (depth, count), for all
   * windows of some output rows. Long copies instead of many short ones where there are few
   * channels.
   *
   * @param planes (channels, height, width)
   */
  void unrollAcross(float[] planes, int outRow, int outRows, float[] tile) {
    boolean shifted = rows.stride() == 1 && columns.stride() == 1 && outWidth == width;
    int at = 0;
    for (int u = 0; u < rows.size(); u++) {
      for (int v = 0; v < columns.size(); v++) {
        for (int c = 0; c < channels; c++) {
          if (shifted) {
            copyShifted(planes, c * height, u, v, outRow, outRows, tile, at);
            at += outRows * width;
            continue;
          }
          for (int i = outRow; i < outRow + outRows; i++) {
            copyAcross(planes, c * height, top(i) + u, v, tile, at);
            at += outWidth;
          }
        }
      }
    }
  }

  /**
   * What the windows see at their place (u, v) is the plane itself, moved by so much: one copy, and
   * zeros where that brings pixels of another row.
   */
  private void copyShifted(
      float[] planes, int row, int u, int v, int outRow, int outRows, float[] tile, int at) {
    int first = Math.min(outRow + outRows, Math.max(outRow, above - u));
    int end = Math.max(first, Math.min(outRow + outRows, height + above - u));
    Arrays.fill(tile, at, at + (first - outRow) * width, 0);
    Arrays.fill(tile, at + (end - outRow) * width, at + outRows * width, 0);
    int to = at + (first - outRow) * width;
    int shift = v - left;
    int from = (row + first - above + u) * width + shift;
    int missing = Math.max(0, -from);
    int length = Math.min((end - first) * width, planes.length - from) - missing;
    if (length > 0) {
      System.arraycopy(planes, from + missing, tile, to + missing, length);
    }
    int count = Math.min(width, Math.abs(shift));
    int foreign = shift < 0 ? 0 : width - count; // the first column that is not of the row
    for (int line = to; line < to + (end - first) * width; line += width) {
      for (int j = foreign; j < foreign + count; j++) {
        tile[line + j] = 0;
      }
    }
  }

  /** What the windows of one output row see at their place (u, v), in one channel. */
  private void copyAcross(float[] planes, int above, int row, int v, float[] tile, int at) {
    int stride = columns.stride();
    int begin = Math.min(outWidth, Math.max(0, (left - v + stride - 1) / stride));
    int end = Math.max(begin, Math.min(outWidth, Math.floorDiv(width - 1 + left - v, stride) + 1));
    if (row < 0 || row >= height) {
      begin = outWidth;
      end = outWidth;
    }
    Arrays.fill(tile, at, at + begin, 0);
    int from = (above + row) * width + v - left;
    if (stride == 1 && begin < end) {
      System.arraycopy(planes, from + begin, tile, at + begin, end - begin);
    } else {
      for (int j = begin; j < end; j++) {
        tile[at + j] = planes[from + j * stride];
      }
    }
    Arrays.fill(tile, at + end, at + outWidth, 0);
  }

  /** The transpose of {@link #unroll}: adds each number of the tile to where it was seen. */
  void addBack(float[] tile, int from, int count, float[] plane) {
    int line = columns.size() * channels;
    int at = 0;
    for (int p = from; p < from + count; p++) {
      int top = top(p / outWidth);
      int first = first(p % outWidth);
      int begin = Math.max(0, -first) * channels;
      int end = Math.min(columns.size(), width - first) * channels;
      for (int u = 0; u < rows.size(); u++) {
        int row = top + u;
        if (row >= 0 && row < height) {
          add(tile, at + begin, plane, (row * width + first) * channels + begin, end - begin);
        }
        at += line;
      }
    }
  }

  private static void add(float[] from, int at, float[] into, int place, int n) {
    for (int i = 0; i < n; i++) {
      into[place + i] += from[at + i];
    }
  }
}
