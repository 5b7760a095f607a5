package rawi.nn.backend;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Blas.Matrix;
import rawi.nn.backend.CpuFinish.Added;

/**
 * A convolution as products: what the windows of some pixels see is copied into the rows of a
 * matrix, which is multiplied by the kernel as a matrix (height width channels, filters). With
 * windows of one place and stride 1 the plane is that matrix already. Each block of pixels is
 * finished while the caches still hold it.
 */
final class CpuConvolution implements FixedConvolution {
  private static final int ROWS = 112; // pixels at once; see Blas
  private static final int PANEL = 64; // filters at least that a thread takes

  private final Window window;
  private final Workers workers;
  private final Panels weights;
  private final CpuFinish finish;
  private final float[] biases; // of whole lines of filters
  private final int depth; // numbers in a window
  private final int filters;

  CpuConvolution(INDArray kernel, CpuFinish finish, Window window, Workers workers) {
    this.window = window;
    this.workers = workers;
    this.finish = finish;
    this.filters = (int) kernel.size(3);
    this.biases = finish.repeated(Math.max(CpuFinish.CHUNK, filters));
    this.depth = (int) (kernel.length() / filters);
    INDArray matrix = OffHeap.dense(kernel).reshape('c', depth, filters);
    this.weights = Panels.kept(matrix, 1);
    try {
      weights.fill(0);
    } finally { // panels read its memory and do not hold it
      Reference.reachabilityFence(matrix);
    }
  }

  @Override
  public INDArray apply(INDArray x, Optional<INDArray> added, Arena arena) {
    INDArray in = OffHeap.dense(x);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, window.output(in.shape(), filters));
    Run run = new Run(in, y, added.map(OffHeap::dense), arena);
    workers.each(run.scratch.length, slot -> run.work(run.scratch[slot]));
    return y;
  }

  /** Memory of one thread. */
  private record Scratch(FloatPointer tile, float[] z, float[] more) {}

  /** One pass over a batch, cut into blocks of pixels, and those into ranges of filters. */
  private final class Run {
    private final Windows windows;
    private final FloatBuffer y;
    private final Matrix output;
    private final Matrix input;
    private final Added added;
    private final boolean direct;
    private final int pixels;
    private final int blocks;
    private final int ranges;
    private final Scratch[] scratch;
    private final AtomicInteger taken = new AtomicInteger();

    Run(INDArray x, INDArray y, Optional<INDArray> added, Arena arena) {
      this.windows = new Windows(window, x, y);
      this.y = OffHeap.buffer(y);
      this.output = OffHeap.matrix(y);
      this.input = OffHeap.matrix(x);
      this.added = added.map(OffHeap::buffer).map(Added::of).orElseGet(Added::nothing);
      this.direct = windows.arePixels();
      this.pixels = (int) (y.length() / filters);
      int threads = workers.threads();
      int least = (pixels + ROWS - 1) / ROWS;
      this.blocks = least < threads ? least : (least + threads - 1) / threads * threads;
      this.ranges = Math.max(1, Math.min(filters / PANEL, blocks < threads ? 2 * threads : 1));
      int tile = direct ? 1 : (pixels / blocks + 1) * depth;
      this.scratch =
          IntStream.range(0, Math.min(threads, blocks * ranges))
              .mapToObj(
                  i ->
                      new Scratch(
                          arena.offHeap(tile),
                          arena.floats(Math.max(CpuFinish.CHUNK, filters)),
                          arena.floats(Math.max(CpuFinish.CHUNK, filters))))
              .toArray(Scratch[]::new);
    }

    void work(Scratch own) {
      int all = blocks * ranges;
      for (int task = taken.getAndIncrement(); task < all; task = taken.getAndIncrement()) {
        int block = task / ranges;
        int from = (int) ((long) pixels * block / blocks);
        int to = (int) ((long) pixels * (block + 1) / blocks);
        int range = task % ranges;
        multiply(from, to - from, column(range), column(range + 1), own);
      }
    }

    /** Ranges begin at whole panels. */
    private int column(int range) {
      int panels = (filters + PANEL - 1) / PANEL;
      return Math.min(filters, panels * range / ranges * PANEL);
    }

    private void multiply(int pixel, int rows, int from, int to, Scratch own) {
      Matrix seen = input.from(pixel, 0);
      if (!direct) {
        FloatBuffer tile = OffHeap.buffer(own.tile, (long) rows * depth);
        windows.copy(pixel, rows, tile);
        seen = Matrix.of(own.tile, depth);
      }
      weights.multiply(rows, 0, from, to, seen, 0, output.from(pixel, 0));
      finish(pixel, rows, from, to, own);
    }

    private void finish(int pixel, int rows, int from, int to, Scratch own) {
      int width = to - from;
      int lines = width == filters ? Math.max(1, CpuFinish.CHUNK / width) : 1;
      for (int row = 0; row < rows; row += lines) {
        int n = Math.min(lines, rows - row) * width;
        int place = (pixel + row) * filters + from;
        y.get(place, own.z, 0, n);
        added.to(own.z, n, place, own.more);
        finish.apply(own.z, biasesOf(from, width, own), n);
        y.put(place, own.z, 0, n);
      }
    }

    private float[] biasesOf(int from, int width, Scratch own) {
      if (width == filters) {
        return biases;
      }
      System.arraycopy(biases, from, own.more, 0, width);
      return own.more;
    }
  }
}
