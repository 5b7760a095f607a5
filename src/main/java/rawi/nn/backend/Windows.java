package rawi.nn.backend;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the windows over a batch of planes see, as rows of a matrix; dilation 1. */
final class Windows {
  private final Span rows;
  private final Span columns;
  private final FloatBuffer x;
  private final int height;
  private final int width;
  private final int channels;
  private final int outHeight;
  private final int outWidth;
  private final int above; // zeros
  private final int left; // zeros
  private final float[] zeros;

  Windows(Window window, INDArray x, INDArray y) {
    this.rows = window.rows();
    this.columns = window.columns();
    this.x = OffHeap.buffer(x);
    this.height = (int) x.size(1);
    this.width = (int) x.size(2);
    this.channels = (int) x.size(3);
    this.outHeight = (int) y.size(1);
    this.outWidth = (int) y.size(2);
    this.above = (int) rows.before(height);
    this.left = (int) columns.before(width);
    this.zeros = new float[columns.size() * channels];
  }

  /** Whether each window sees one pixel, and each pixel is seen once. */
  boolean arePixels() {
    return rows.size() == 1 && columns.size() == 1 && rows.stride() == 1 && columns.stride() == 1;
  }

  /** Copies what the windows of some output pixels see, (count, height width channels). */
  void copy(int pixel, int count, FloatBuffer to) {
    int at = 0;
    for (int p = pixel; p < pixel + count; p++) {
      int column = p % outWidth;
      int row = p / outWidth % outHeight;
      int image = p / outWidth / outHeight;
      int first = column * columns.stride() - left;
      for (int u = 0; u < rows.size(); u++) {
        int line = row * rows.stride() - above + u;
        at = copyLine(line, (image * height + line) * width, first, at, to);
      }
    }
  }

  private int copyLine(int line, int start, int first, int at, FloatBuffer to) {
    int size = columns.size() * channels;
    if (line < 0 || line >= height) {
      to.put(at, zeros, 0, size);
      return at + size;
    }
    int from = Math.max(0, first);
    int end = Math.min(width, first + columns.size());
    int before = (from - first) * channels;
    int seen = (end - from) * channels;
    if (before > 0) {
      to.put(at, zeros, 0, before);
    }
    to.put(at + before, x, (start + from) * channels, seen);
    if (before + seen < size) {
      to.put(at + before + seen, zeros, 0, size - before - seen);
    }
    return at + size;
  }
}
