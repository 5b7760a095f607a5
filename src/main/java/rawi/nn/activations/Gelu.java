package rawi.nn.activations;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * y = z P(Z &lt;= z) for a normal Z: z (1 + erf(z / sqrt(2))) / 2 (Hendrycks and Gimpel 2016).
 *
 * @param approximate whether y = z (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))) / 2 instead
 */
record Gelu(boolean approximate) implements ActivationFunction {
  private static final double CUBIC = 0.044715;
  private static final double FACTOR = Math.sqrt(2 / Math.PI);

  @Override
  public INDArray apply(INDArray z) {
    return gate(z).muli(z);
  }

  /** What z is multiplied by. */
  private INDArray gate(INDArray z) {
    INDArray t = approximate ? Transforms.tanh(inner(z), false) : erf(z.mul(Math.sqrt(0.5)));
    return t.addi(1).muli(0.5);
  }

  private static INDArray inner(INDArray z) {
    return z.mul(z).muli(CUBIC).addi(1).muli(z).muli(FACTOR);
  }

  private static INDArray erf(INDArray z) {
    return Nd4j.exec(new Erf(z, z));
  }

  /** d(z gate)/dz = gate + z gate'. */
  @Override
  public INDArray backward(INDArray z, INDArray y, INDArray dy) {
    INDArray gate = gate(z);
    INDArray dGate =
        approximate
            ? gate.rsub(1)
                .muli(gate)
                .muli(2 * FACTOR) // (1 - tanh^2) / 2 = 2 gate (1 - gate)
                .muli(z.mul(z).muli(3 * CUBIC).addi(1))
            : Transforms.exp(z.mul(z).muli(-0.5), false).divi(Math.sqrt(2 * Math.PI));
    return dGate.muli(z).addi(gate).muli(dy);
  }
}
