package rawi.vision.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Window;

/**
 * Channels weighed by what the whole plane shows (Hu, Shen and Sun 2018):
 *
 * <pre>
 *   m = mean of x over height and width         (batch, channels)
 *   h = max(m W1 + b1, 0)                       (batch, channels / ratio)
 *   s = sigmoid(h W2 + b2)                      (batch, channels)
 *   y = x s, at every place
 * </pre>
 *
 * <p>Shapes stay. Parameters {@code squeeze/kernel}, {@code squeeze/bias}, {@code excite/kernel},
 * {@code excite/bias}; Glorot uniform and zeros. A mask ends here.
 *
 * @param ratio channels for each unit of the narrow layer
 */
public record SqueezeExcitation(int ratio) implements OnPlanes {
  /** The paper's ratio, 16. */
  public SqueezeExcitation() {
    this(16);
  }

  public SqueezeExcitation {
    Planes.requireCount("SqueezeExcitation", "ratio", ratio);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("SqueezeExcitation", input);
    if (input.last() < ratio) {
      throw new IllegalArgumentException(
          "SqueezeExcitation: expected at least as many channels as the ratio %d, got one example of shape %s"
              .formatted(ratio, input));
    }
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    long channels = input.last();
    long narrow = channels / ratio;
    Weights squeeze = weights.in("squeeze");
    Weights excite = weights.in("excite");
    return new Built(
        squeeze.create("kernel", Initializer.GLOROT_UNIFORM, channels, narrow),
        squeeze.create("bias", Initializer.ZEROS, narrow),
        excite.create("kernel", Initializer.GLOROT_UNIFORM, narrow, channels),
        excite.create("bias", Initializer.ZEROS, channels));
  }

  private record Built(Parameter w1, Parameter b1, Parameter w2, Parameter b2) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return List.of(w1, b1, w2, b2);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      Kernels kernels = context.kernels();
      INDArray x = in.values(); // (batch, height, width, channels)
      long batch = x.size(0);
      long channels = x.size(3);
      Window whole = Window.whole(x.size(1), x.size(2));
      INDArray m = kernels.spatial().averagePool(x, whole).reshape(batch, channels);
      INDArray z1 = kernels.affine(m, w1.value(), b1.value());
      INDArray h = Activations.RELU.apply(z1);
      INDArray z2 = kernels.affine(h, w2.value(), b2.value());
      INDArray s = Activations.SIGMOID.apply(z2);
      INDArray y = x.mul(s.reshape(batch, 1, 1, channels));
      return new Pass(
          Wanted.output(y, in, parameters()),
          dy -> {
            long places = x.size(1) * x.size(2);
            INDArray ds = kernels.spatial().averagePool(dy.mul(x), whole).muli(places);
            INDArray dz2 = Activations.SIGMOID.backward(z2, s, ds.reshape(batch, channels));
            INDArray dh = back(h, dz2, w2, b2, kernels);
            INDArray dm = back(m, Activations.RELU.backward(z1, h, dh), w1, b1, kernels);
            if (!in.differentiable()) {
              return Optional.empty();
            }
            INDArray spread =
                kernels
                    .spatial()
                    .averagePoolGradient(
                        dm.reshape(batch, 1, 1, channels), whole, x.size(1), x.size(2));
            return Optional.of(spread.addi(dy.mul(s.reshape(batch, 1, 1, channels))));
          });
    }

    /** dL/d(in) of in W + b, whose parameters get their gradients. */
    private static INDArray back(
        INDArray in, INDArray d, Parameter kernel, Parameter bias, Kernels kernels) {
      if (kernel.trainable()) {
        kernels.addTransposedProduct(in, d, kernel.gradient());
      }
      Wanted.add(bias, d.sum(0));
      return kernels.productTransposed(d, kernel.value());
    }
  }
}
