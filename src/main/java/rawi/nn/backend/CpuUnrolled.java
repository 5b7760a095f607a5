package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;

/**
 * Convolutions of few channels or filters as products: what the windows of some output rows see
 * becomes a tile, which is multiplied by the kernel as a matrix (depth, filters). oneDNN computes
 * 16 channels at a time and falls back to plain loops where there are fewer. Threads share the
 * images of a batch.
 */
final class CpuUnrolled {
  private static final int TILE = 1 << 15; // floats: the tile stays in the second-level cache
  private static final int NARROW = 16;
  private static final int FLAT = 4; // channels up to which a tile lies on its side

  private final Workers workers;

  CpuUnrolled(Workers workers) {
    this.workers = workers;
  }

  /** Whether a convolution of one group is computed better here than by oneDNN. */
  static boolean suits(INDArray kernel, Window window) {
    return !window.dilated() && (kernel.size(2) < NARROW || kernel.size(3) < NARROW);
  }

  INDArray convolution(INDArray x, INDArray kernel, Optional<INDArray> bias, Window window) {
    Run run = new Run(x, kernel.size(3), window);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, window.output(x.shape(), run.filters));
    FloatBuffer out = OffHeap.buffer(y);
    Matrix w = run.held(kernel);
    Matrix result = run.held(y);
    float[] before = repeated(bias, run);
    run.each(
        (b, own) -> {
          own.read(x, b);
          run.blocks(
              b,
              (p, count, row) -> {
                own.unroll(p, count);
                out.put(row * run.filters, before, 0, count * run.filters);
                if (run.across) {
                  Matrix tile = own.tile(count);
                  Blas.addTransposedProduct(
                      count, run.filters, run.depth, tile, w, result.from(row, 0));
                } else {
                  Blas.multiply(
                      count, run.filters, run.depth, own.tile(), w, 1, result.from(row, 0));
                }
              });
        });
    return y;
  }

  /** The bias, or zeros, as often as a tile has windows. */
  private static float[] repeated(Optional<INDArray> bias, Run run) {
    float[] one = bias.map(OffHeap::copy).orElseGet(() -> new float[run.filters]);
    float[] all = new float[run.block * one.length];
    for (int i = 0; i < all.length; i += one.length) {
      System.arraycopy(one, 0, all, i, one.length);
    }
    return all;
  }

  /** dL/d(kernel). */
  INDArray kernelGradient(INDArray x, INDArray dy, Window window) {
    Run run = new Run(x, dy.size(3), window);
    INDArray sums = Nd4j.zeros(DataType.FLOAT, run.parts, (long) run.depth * run.filters);
    Matrix all = new Matrix(run.held(sums).address(), run.filters);
    Matrix d = run.held(dy);
    run.each(
        (b, own) -> {
          Matrix sum = all.from((long) own.part * run.depth, 0);
          own.read(x, b);
          run.blocks(
              b,
              (p, count, row) -> {
                own.unroll(p, count);
                if (run.across) {
                  Matrix tile = own.tile(count);
                  Blas.multiply(run.depth, run.filters, count, tile, d.from(row, 0), 1, sum);
                } else {
                  Blas.addTransposedProduct(
                      run.depth, run.filters, count, own.tile(), d.from(row, 0), sum);
                }
              });
        });
    return sums.sum(0)
        .reshape(window.rows().size(), window.columns().size(), run.slide.channels, run.filters);
  }

  /** dL/dx, for x of this height and width. */
  INDArray inputGradient(INDArray kernel, INDArray dy, Window window, long height, long width) {
    long channels = kernel.size(2);
    INDArray dx = Nd4j.createUninitialized(DataType.FLOAT, dy.size(0), height, width, channels);
    Run run = new Run(dx, dy.size(3), window);
    INDArray across = kernel.reshape(run.depth, run.filters).transpose().dup('c');
    FloatBuffer out = OffHeap.buffer(dx);
    Matrix w = run.held(across);
    Matrix d = run.held(dy);
    run.each(
        (b, own) -> {
          Arrays.fill(own.plane, 0);
          run.blocks(
              b,
              (p, count, row) -> {
                Blas.multiply(count, run.depth, run.filters, d.from(row, 0), w, 0, own.tile());
                own.buffer.get(0, own.rows, 0, count * run.depth);
                run.slide.addBack(own.rows, p, count, own.plane);
              });
          out.put(b * own.plane.length, own.plane);
        });
    return dx;
  }

  /** Work on one image. */
  @FunctionalInterface
  private interface PerImage {
    void on(int image, Scratch own);
  }

  /** Work on some windows of an image. */
  @FunctionalInterface
  private interface PerBlock {
    /**
     * Works on them.
     *
     * @param window the first
     * @param row its place among the windows of the whole batch
     */
    void on(int window, int count, int row);
  }

  /** One pass over a batch. */
  private final class Run {
    final Slide slide;
    final int images;
    final int filters;
    final int depth;
    final int block; // windows in a tile, whole output rows
    final boolean across;
    final int parts;
    private final Matrix tiles; // a tile for each thread
    private final List<INDArray> inUse = new ArrayList<>();

    Run(INDArray x, long filters, Window window) {
      this.slide = new Slide(window, x.size(1), x.size(2), x.size(3));
      this.images = (int) x.size(0);
      this.filters = (int) filters;
      this.depth = slide.depth();
      int rows = Math.max(1, Math.min(slide.outHeight, TILE / (depth * slide.outWidth)));
      this.block = rows * slide.outWidth;
      this.across = slide.channels <= FLAT;
      this.parts = Math.min(workers.threads(), images);
      this.tiles = held(Nd4j.createUninitialized(DataType.FLOAT, parts, (long) block * depth));
    }

    /** The memory of an array, which stays as long as the run. */
    final Matrix held(INDArray array) {
      inUse.add(array);
      return OffHeap.matrix(array);
    }

    /** Each image once; a thread has consecutive ones. */
    void each(PerImage work) {
      workers.each(
          parts,
          part -> {
            Scratch own = new Scratch(this, part, tiles.from(part, 0));
            int end = (int) ((long) images * (part + 1) / parts);
            for (int b = (int) ((long) images * part / parts); b < end; b++) {
              work.on(b, own);
            }
          });
    }

    void blocks(int image, PerBlock work) {
      for (int p = 0; p < slide.windows(); p += block) {
        int count = Math.min(block, slide.windows() - p);
        work.on(p, count, image * slide.windows() + p);
      }
    }
  }

  /** What one thread works with. */
  private static final class Scratch {
    final int part;
    final float[] plane;
    final float[] rows;
    final FloatBuffer buffer; // the tile's memory
    private final Run run;
    private final float[] planes; // channels first
    private final Matrix tile;

    Scratch(Run run, int part, Matrix tile) {
      this.run = run;
      this.part = part;
      this.tile = tile;
      this.plane = new float[run.slide.plane()];
      this.planes = run.across ? new float[plane.length] : plane;
      this.rows = new float[run.block * run.depth];
      this.buffer = Blas.buffer(tile, rows.length);
    }

    void read(INDArray x, int image) {
      OffHeap.buffer(x).get(image * plane.length, plane);
      int channels = run.slide.channels;
      if (run.across) {
        for (int c = 0; c < channels; c++) {
          for (int i = c, to = c * (plane.length / channels); i < plane.length; i += channels) {
            planes[to++] = plane[i];
          }
        }
      }
    }

    /** Fills the tile with what some windows see. */
    void unroll(int window, int count) {
      int width = run.slide.outWidth;
      if (run.across) {
        run.slide.unrollAcross(planes, window / width, count / width, rows);
      } else {
        run.slide.unroll(plane, window, count, rows);
      }
      buffer.put(0, rows, 0, count * run.depth);
    }

    /** The tile (windows, depth). */
    Matrix tile() {
      return new Matrix(tile.address(), run.depth);
    }

    /** The tile on its side (depth, count). */
    Matrix tile(int count) {
      return new Matrix(tile.address(), count);
    }
  }
}
