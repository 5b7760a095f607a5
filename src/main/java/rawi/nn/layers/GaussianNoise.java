package rawi.nn.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Gaussian;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * In training y = x + N(0, stddev^2), each element by a draw of its own; at inference nothing
 * happens. A mask passes through.
 *
 * @param stddev at least 0
 */
public record GaussianNoise(double stddev) implements Layer.Spec {
  public GaussianNoise {
    if (!(stddev >= 0 && stddev < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "GaussianNoise: expected a standard deviation of at least 0, got " + stddev);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      Pass through = Pass.through(in);
      if (!context.training() || stddev == 0) {
        return through;
      }
      INDArray y = in.values().add(noise(in.values(), context));
      return new Pass(new Signal(y, in.mask(), in.differentiable()), through.backward());
    };
  }

  private INDArray noise(INDArray x, Context context) {
    Gaussian normal = new Gaussian(context.random().nextLong());
    double[] noise = new double[Math.toIntExact(x.length())];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = stddev * normal.next();
    }
    return Nd4j.createFromArray(noise).castTo(x.dataType()).reshape(x.shape());
  }
}
