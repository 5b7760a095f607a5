package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Masks the steps whose features all equal {@code maskValue}, and sets them to zero: (batch, time,
 * features) to the same. A mask that comes in is replaced, as in Keras.
 *
 * @param maskValue what stands where nothing is
 */
public record Masking(double maskValue) implements Layer.Spec {
  public Masking {
    if (Double.isNaN(maskValue)) {
      throw new IllegalArgumentException(
          "Masking: expected a maskValue that numbers can equal, got NaN; give padding a number, or a mask beside the values");
    }
  }

  /** For sequences padded with zeros. */
  public Masking() {
    this(0);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "Masking: expected (batch, time, features), got one example of shape " + input);
    }
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      INDArray x = in.values();
      INDArray mask = x.neq(maskValue).castTo(x.dataType()).max(2); // (batch, time)
      INDArray real = mask.reshape(x.size(0), x.size(1), 1);
      Signal out = new Signal(x.mul(real), Optional.of(mask), in.differentiable());
      return new Pass(
          out, dy -> in.differentiable() ? Optional.of(dy.mul(real)) : Optional.empty());
    };
  }
}
