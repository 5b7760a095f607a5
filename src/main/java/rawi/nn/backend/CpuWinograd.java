package rawi.nn.backend;

import static rawi.nn.backend.WinogradTransform.IN;
import static rawi.nn.backend.WinogradTransform.OUT;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A 3 x 3 convolution of stride 1 with a quarter of its multiplications, see {@link
 * WinogradTransform}: the planes are cut into tiles and transformed, 36 matrices (tiles, channels)
 * are multiplied by 36 matrices (channels, filters), the products are transformed back.
 */
final class CpuWinograd implements FixedConvolution {
  static final int PRODUCTS = IN * IN;

  private final Window window;
  private final Workers workers;
  private final Panels weights;
  private final CpuFinish finish;
  private final int channels;
  private final int filters;

  CpuWinograd(INDArray kernel, CpuFinish finish, Window window, Workers workers) {
    this.window = window;
    this.workers = workers;
    this.finish = finish;
    this.channels = (int) kernel.size(2);
    this.filters = (int) kernel.size(3);
    INDArray transformed = transformed(OffHeap.dense(kernel));
    this.weights = Panels.kept(transformed, PRODUCTS);
    workers.each(PRODUCTS, weights::fill);
    transformed.close(); // as large as the panels, and not needed any more
  }

  /** Whether it computes such windows. */
  static boolean supports(Window window) {
    return supports(window.rows()) && supports(window.columns());
  }

  private static boolean supports(Span span) {
    return span.size() == 3 && span.stride() == 1 && span.dilation() == 1;
  }

  /** How many tiles an output (batch, height, width, filters) has. */
  static long tiles(long... output) {
    return output[0] * ((output[1] + OUT - 1) / OUT) * ((output[2] + OUT - 1) / OUT);
  }

  /** (3, 3, channels, filters) to (channels, 36 filters): G g G^T for each. */
  private INDArray transformed(INDArray kernel) {
    long columns = (long) PRODUCTS * filters;
    INDArray to = Arena.outside(() -> Nd4j.createUninitialized(DataType.FLOAT, channels, columns));
    FloatBuffer from = OffHeap.buffer(kernel);
    FloatBuffer target = OffHeap.buffer(to);
    workers.each(
        channels,
        c -> {
          float[][] g = new float[9][filters];
          float[] line = new float[PRODUCTS * filters];
          for (int i = 0; i < g.length; i++) {
            from.get((i * channels + c) * filters, g[i]);
          }
          for (int f = 0; f < filters; f++) {
            transform(g, f, line);
          }
          target.put(c * line.length, line);
        });
    return to;
  }

  private void transform(float[][] g, int f, float[] to) {
    double[][] tall = new double[3][]; // of each column of the window, six
    for (int v = 0; v < tall.length; v++) {
      tall[v] = WinogradTransform.kernel(g[v][f], g[3 + v][f], g[6 + v][f]);
    }
    for (int k = 0; k < IN; k++) {
      double[] wide = WinogradTransform.kernel(tall[0][k], tall[1][k], tall[2][k]);
      for (int q = 0; q < IN; q++) {
        to[(k * IN + q) * filters + f] = (float) wide[q];
      }
    }
  }

  @Override
  public INDArray apply(INDArray x, Optional<INDArray> added, Arena arena) {
    INDArray in = OffHeap.dense(x);
    INDArray y = Nd4j.createUninitialized(DataType.FLOAT, window.output(in.shape(), filters));
    Optional<FloatBuffer> more = added.map(OffHeap::dense).map(OffHeap::buffer);
    new WinogradPass(new WinogradTiles(window, in, y), finish, more, arena).run(weights, workers);
    return y;
  }
}
