package rawi.nn.backend;

import static rawi.nn.backend.CpuWinograd.PRODUCTS;
import static rawi.nn.backend.WinogradTransform.IN;
import static rawi.nn.backend.WinogradTransform.OUT;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.bytedeco.javacpp.FloatPointer;
import rawi.nn.backend.Blas.Matrix;
import rawi.nn.backend.CpuFinish.Added;
import rawi.nn.backend.WinogradTiles.Segment;

/**
 * One pass of a {@link CpuWinograd} over a batch, group by group: cut, multiply, join, each shared
 * between the threads.
 */
final class WinogradPass {
  private static final int BYTES = 4 << 20; // of a group's matrices, so that a cache holds them
  private static final int LEAST = 64; // tiles of a group; fewer would read the weights too often

  private final WinogradTiles tiles;
  private final CpuFinish finish;
  private final Added added;
  private final Arena arena;
  private final int channels;
  private final int filters;
  private final int group; // tiles at most
  private final FloatPointer seen; // (36, group, channels)
  private final FloatPointer products; // (36, group, filters)
  private final FloatBuffer seenBuffer;
  private final FloatBuffer productBuffer;
  private final float[] biases; // of a line of a segment

  WinogradPass(WinogradTiles tiles, CpuFinish finish, Optional<FloatBuffer> added, Arena arena) {
    this.tiles = tiles;
    this.finish = finish;
    this.added = added.map(Added::of).orElseGet(Added::nothing);
    this.arena = arena;
    this.channels = tiles.channels;
    this.filters = tiles.filters;
    int fitting = BYTES / (PRODUCTS * Float.BYTES * (channels + filters));
    this.group = Math.min(tiles.tiles(), Math.max(Math.max(LEAST, tiles.segment), fitting));
    long rows = (long) PRODUCTS * group;
    this.seen = arena.offHeap(rows * channels);
    this.products = arena.offHeap(rows * filters);
    this.seenBuffer = OffHeap.buffer(seen, rows * channels);
    this.productBuffer = OffHeap.buffer(products, rows * filters);
    this.biases = finish.repeated(OUT * tiles.segment * filters);
  }

  void run(Panels weights, Workers workers) {
    Lines[] own = new Lines[workers.threads()];
    for (int i = 0; i < own.length; i++) {
      own[i] = new Lines();
    }
    for (List<Segment> segments : tiles.groups(group)) {
      Segment last = segments.get(segments.size() - 1);
      int count = last.place() + last.tiles();
      each(segments.size(), own, workers, (lines, i) -> lines.cut(segments.get(i)));
      each(PRODUCTS, own, workers, (lines, i) -> multiply(weights, i, count));
      each(segments.size(), own, workers, (lines, i) -> lines.join(segments.get(i)));
    }
  }

  private static void each(int tasks, Lines[] own, Workers workers, ObjIntConsumer<Lines> work) {
    AtomicInteger taken = new AtomicInteger();
    workers.each(
        Math.min(tasks, own.length),
        slot -> {
          for (int i = taken.getAndIncrement(); i < tasks; i = taken.getAndIncrement()) {
            work.accept(own[slot], i);
          }
        });
  }

  private void multiply(Panels weights, int product, int rows) {
    long first = (long) product * group;
    Matrix a = Matrix.of(seen, channels).from(first, 0);
    weights.multiply(rows, product, a, 0, Matrix.of(products, filters).from(first, 0));
  }

  /** The lines that one thread works on. */
  private final class Lines {
    private final int columns = WinogradTiles.columns(tiles.segment) * channels;
    private final int inputs = tiles.segment * channels;
    private final int outputs = tiles.segment * filters;
    private final float[][] rows = lines(IN, columns);
    private final float[][] tall = lines(IN, columns);
    private final float[][] apart = lines(IN, inputs);
    private final float[][] wide = lines(IN, inputs);
    private final float[][] multiplied = lines(IN, outputs);
    private final float[][][] halves = new float[OUT][IN][];
    private final float[][] quarters = lines(OUT, outputs);
    private final float[] line = arena.floats(OUT * outputs);
    private final float[] more = arena.floats(OUT * outputs);

    Lines() {
      for (float[][] half : halves) {
        for (int q = 0; q < IN; q++) {
          half[q] = arena.floats(outputs);
        }
      }
    }

    private float[][] lines(int count, int length) {
      float[][] all = new float[count][];
      for (int i = 0; i < count; i++) {
        all[i] = arena.floats(length);
      }
      return all;
    }

    /** Six rows of the plane to the segment's rows of 36 matrices. */
    void cut(Segment s) {
      for (int k = 0; k < IN; k++) {
        tiles.read(s, k, rows[k]);
      }
      WinogradTransform.input(rows, tall, WinogradTiles.columns(s.tiles()) * channels);
      int n = s.tiles() * channels;
      for (int k = 0; k < IN; k++) {
        for (int q = 0; q < IN; q++) {
          for (int tile = 0; tile < s.tiles(); tile++) {
            System.arraycopy(
                tall[k], (tile * OUT + q) * channels, apart[q], tile * channels, channels);
          }
        }
        WinogradTransform.input(apart, wide, n);
        for (int q = 0; q < IN; q++) {
          seenBuffer.put(((k * IN + q) * group + s.place()) * channels, wide[q], 0, n);
        }
      }
    }

    /** The segment's rows of 36 products to four rows of the output. */
    void join(Segment s) {
      int n = s.tiles() * filters;
      float[][] column = new float[OUT][];
      for (int q = 0; q < IN; q++) {
        for (int k = 0; k < IN; k++) {
          productBuffer.get(((k * IN + q) * group + s.place()) * filters, multiplied[k], 0, n);
        }
        for (int r = 0; r < OUT; r++) {
          column[r] = halves[r][q];
        }
        WinogradTransform.output(multiplied, column, n);
      }
      for (int r = 0; r < tiles.rows(s); r++) {
        WinogradTransform.output(halves[r], quarters, n);
        for (int tile = 0; tile < s.tiles(); tile++) {
          for (int q = 0; q < OUT; q++) {
            System.arraycopy(
                quarters[q], tile * filters, line, (tile * OUT + q) * filters, filters);
          }
        }
        int at = tiles.at(s, r);
        int length = tiles.length(s);
        added.to(line, length, at, more);
        finish.apply(line, biases, length);
        tiles.y.put(at, line, 0, length);
      }
    }
  }
}
