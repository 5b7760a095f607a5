package rawi.nn.backend;

import static rawi.nn.backend.WinogradTransform.IN;
import static rawi.nn.backend.WinogradTransform.OUT;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How a batch of planes is cut into tiles of 4 x 4 outputs, each of which sees 6 x 6 inputs. */
final class WinogradTiles {
  private static final int ROW = 4096; // floats of a row that is transformed at once

  final FloatBuffer x;
  final FloatBuffer y;
  final int channels;
  final int filters;
  final int segment; // tiles in a segment at most
  private final int images;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;
  private final int above; // zeros
  private final int left; // zeros

  /**
   * Tiles side by side: a part of a row of tiles.
   *
   * @param place of its first tile in the group
   */
  record Segment(int image, int row, int column, int tiles, int place) {}

  WinogradTiles(Window window, INDArray x, INDArray y) {
    this.x = OffHeap.buffer(x);
    this.y = OffHeap.buffer(y);
    this.images = (int) x.size(0);
    this.height = (int) x.size(1);
    this.width = (int) x.size(2);
    this.channels = (int) x.size(3);
    this.outHeight = (int) y.size(1);
    this.outWidth = (int) y.size(2);
    this.filters = (int) y.size(3);
    this.above = (int) window.rows().before(height);
    this.left = (int) window.columns().before(width);
    this.segment = Math.max(1, Math.min(across(), ROW / (OUT * Math.max(channels, filters))));
  }

  private int across() {
    return (outWidth + OUT - 1) / OUT;
  }

  private int down() {
    return (outHeight + OUT - 1) / OUT;
  }

  /** All tiles in segments, and those in groups of at most so many tiles. */
  List<List<Segment>> groups(int most) {
    List<List<Segment>> groups = new ArrayList<>();
    List<Segment> group = new ArrayList<>();
    int place = 0;
    for (int strip = 0; strip < images * down(); strip++) {
      for (int column = 0; column < across(); column += segment) {
        int count = Math.min(segment, across() - column);
        if (place + count > most) {
          groups.add(group);
          group = new ArrayList<>();
          place = 0;
        }
        group.add(new Segment(strip / down(), strip % down(), column, count, place));
        place += count;
      }
    }
    groups.add(group);
    return groups;
  }

  int tiles() {
    return images * down() * across();
  }

  /** Columns of the plane that a segment sees. */
  static int columns(int tiles) {
    return tiles * OUT + IN - OUT;
  }

  /** One of the six rows that a segment sees; what is outside of the plane is 0. */
  void read(Segment s, int row, float[] to) {
    int line = s.row * OUT - above + row;
    int first = s.column * OUT - left;
    int end = Math.min(width, first + columns(s.tiles));
    int from = Math.max(0, first);
    int n = columns(s.tiles) * channels;
    if (line < 0 || line >= height || end <= from) {
      Arrays.fill(to, 0, n, 0);
      return;
    }
    int before = (from - first) * channels;
    int inside = (end - from) * channels;
    Arrays.fill(to, 0, before, 0);
    x.get(((s.image * height + line) * width + from) * channels, to, before, inside);
    Arrays.fill(to, before + inside, n, 0);
  }

  /** How many of a segment's four rows are in the output. */
  int rows(Segment s) {
    return Math.min(OUT, outHeight - s.row * OUT);
  }

  /** Where one of them begins in the output. */
  int at(Segment s, int row) {
    return ((s.image * outHeight + s.row * OUT + row) * outWidth + s.column * OUT) * filters;
  }

  /** How many numbers of it are in the output. */
  int length(Segment s) {
    return Math.min(s.tiles * OUT, outWidth - s.column * OUT) * filters;
  }
}
