package rawi.nn.activations;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * scale z above 0, scale alpha (exp(z) - 1) below; Clevert and others 2016, with the scale of
 * Klambauer and others 2017.
 */
public record Elu(double alpha, double scale) implements ActivationFunction {
  /** Mean 0 and variance 1 stay so from layer to layer (Klambauer and others 2017, equation 14). */
  static final Elu SELF_NORMALIZING = new Elu(1.6732632423543772, 1.0507009873554805);

  /** Scale 1. */
  public static Elu of(double alpha) {
    return new Elu(alpha, 1);
  }

  @Override
  public INDArray apply(INDArray z) {
    INDArray below = Transforms.exp(Transforms.min(z, 0, true), false).subi(1).muli(alpha);
    return Transforms.max(z, 0, true).addi(below).muli(scale);
  }

  @Override
  public INDArray backward(INDArray z, INDArray y, INDArray dy) {
    INDArray above = z.gt(0).castTo(z.dataType());
    INDArray below = Transforms.exp(Transforms.min(z, 0, true), false).muli(alpha);
    return below.muli(above.rsub(1)).addi(above).muli(scale).muli(dy);
  }
}
