package rawi.vision.layers;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;

/**
 * Channels that dampen their neighbours at the same place (Krizhevsky, Sutskever and Hinton 2012,
 * section 3.3):
 *
 * <pre>
 *   d[c] = k + alpha sum of x[j]^2 over the channels j with |j - c| &lt;= size / 2
 *   y[c] = x[c] d[c]^-beta
 *   dL/dx[c] = dy[c] d[c]^-beta - 2 alpha beta x[c] sum over the same j of dy[j] x[j] d[j]^(-beta-1)
 * </pre>
 *
 * <p>The sum is not divided by its number of channels, as in the paper and in TensorFlow (PyTorch
 * divides). Shapes stay. A mask ends here.
 *
 * @param size channels in the sum, odd
 */
public record LocalResponseNormalization(int size, double k, double alpha, double beta)
    implements OnPlanes {
  public LocalResponseNormalization {
    if (size < 1 || size % 2 == 0 || !(k > 0) || !(alpha >= 0) || !Double.isFinite(beta)) {
      throw new IllegalArgumentException(
          "LocalResponseNormalization: expected an odd size of at least 1, k above 0 and alpha of at least 0, got %d, %s, %s and beta %s"
              .formatted(size, k, alpha, beta));
    }
  }

  /** The paper's constants: 5 channels, k = 2, alpha = 1e-4, beta = 0.75. */
  public LocalResponseNormalization() {
    this(5, 2, 1e-4, 0.75);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("LocalResponseNormalization", input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return this::forward;
  }

  private Pass forward(Signal in, Context context) {
    Kernels kernels = context.kernels();
    long[] shape = in.values().shape();
    long channels = shape[3];
    INDArray x = in.values().dup('c').reshape(in.values().length() / channels, channels);
    INDArray band = band((int) channels, x.dataType());
    INDArray d = kernels.productTransposed(x.mul(x), band).muli(alpha).addi(k);
    INDArray power = Transforms.pow(d, -beta, true); // (places, channels)
    INDArray y = x.mul(power).reshape(shape);
    return new Pass(
        new Signal(y, Optional.empty(), in.differentiable()),
        dOut -> {
          if (!in.differentiable()) {
            return Optional.empty();
          }
          INDArray dy = dOut.dup('c').reshape(x.shape());
          INDArray shared = kernels.productTransposed(dy.mul(x).muli(power).divi(d), band).muli(x);
          INDArray dx = dy.muli(power).subi(shared.muli(2 * alpha * beta));
          return Optional.of(dx.reshape(shape));
        });
  }

  /** 1 where two channels are neighbours; it is symmetric. */
  private INDArray band(int channels, DataType type) {
    float[][] band = new float[channels][channels];
    for (int c = 0; c < channels; c++) {
      int last = Math.min(channels - 1, c + size / 2);
      for (int j = Math.max(0, c - size / 2); j <= last; j++) {
        band[c][j] = 1;
      }
    }
    return Nd4j.createFromArray(band).castTo(type);
  }
}
