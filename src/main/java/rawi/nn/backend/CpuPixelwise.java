package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions whose window is one pixel: dense layers over the pixels, thus plain products,
 *
 * <pre>
 *   Y = X W + b       dX = dY W^T       dW = X^T dY
 * </pre>
 *
 * <p>with X (pixels, channels) and W (channels, filters).
 */
final class CpuPixelwise {
  private final CpuProducts products;

  CpuPixelwise(CpuProducts products) {
    this.products = products;
  }

  /** Whether the window is one pixel, and none is left out. */
  static boolean suits(Window window) {
    return isOne(window.rows()) && isOne(window.columns());
  }

  private static boolean isOne(Span span) {
    return span.size() == 1 && span.stride() == 1;
  }

  INDArray convolution(INDArray x, INDArray kernel, Optional<INDArray> bias) {
    INDArray w = matrix(kernel);
    INDArray y =
        bias.map(b -> products.affine(pixels(x), w, b))
            .orElseGet(() -> products.product(pixels(x), w));
    return y.reshape('c', x.size(0), x.size(1), x.size(2), kernel.size(3));
  }

  INDArray inputGradient(INDArray kernel, INDArray dy) {
    INDArray dx = products.productTransposed(pixels(dy), matrix(kernel));
    return dx.reshape('c', dy.size(0), dy.size(1), dy.size(2), kernel.size(2));
  }

  INDArray kernelGradient(INDArray x, INDArray dy) {
    INDArray dw = Nd4j.createUninitialized(DataType.FLOAT, x.size(3), dy.size(3));
    products.transposedProduct(pixels(x), pixels(dy), 0, dw);
    return dw.reshape('c', 1, 1, x.size(3), dy.size(3));
  }

  private static INDArray pixels(INDArray planes) {
    return planes.reshape('c', planes.size(0) * planes.size(1) * planes.size(2), planes.size(3));
  }

  private static INDArray matrix(INDArray kernel) {
    return kernel.reshape('c', kernel.size(2), kernel.size(3));
  }
}
