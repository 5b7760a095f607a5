package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Planes whose places are copied and not blended: padded, cropped, reflected. */
final class CpuCopies {
  private static final int NOWHERE = -1;

  private final int[] rows;
  private final List<Run> runs;
  private final int width;
  private final int channels;
  private final int outWidth;

  /** Places side by side that are copied from places side by side, or from nowhere. */
  private record Run(int to, int from, int length) {}

  /**
   * @param rows the source of each output row, below 0: zeros
   * @param columns the source of each output column, below 0: zeros
   */
  CpuCopies(int[] rows, int[] columns, int width, int channels) {
    this.rows = rows;
    this.runs = runs(columns);
    this.width = width;
    this.channels = channels;
    this.outWidth = columns.length;
  }

  private static List<Run> runs(int... columns) {
    List<Run> all = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= columns.length; i++) {
      boolean goesOn =
          i < columns.length
              && (columns[i] < 0
                  ? columns[start] < 0
                  : columns[start] >= 0 && columns[i] - columns[start] == i - start);
      if (!goesOn) {
        all.add(new Run(start, columns[start] < 0 ? NOWHERE : columns[start], i - start));
        start = i;
      }
    }
    return all;
  }

  /** Makes one row of an image of {@code height} rows. */
  void row(FloatBuffer x, FloatBuffer y, int image, int height, int row, float[] zeros) {
    int to = (image * rows.length + row) * outWidth * channels;
    if (rows[row] < 0) {
      y.put(to, zeros, 0, outWidth * channels);
      return;
    }
    int from = (image * height + rows[row]) * width * channels;
    for (Run run : runs) {
      int n = run.length * channels;
      if (run.from == NOWHERE) {
        y.put(to + run.to * channels, zeros, 0, n);
      } else {
        y.put(to + run.to * channels, x, from + run.from * channels, n);
      }
    }
  }
}
