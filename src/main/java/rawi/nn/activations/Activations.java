package rawi.nn.activations;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The activation functions with Keras's defaults. Those that can be given others are records:
 * {@link Relu}, {@link Elu}, {@link Softmax}.
 */
public enum Activations implements ActivationFunction {
  /** y = z. */
  LINEAR {
    @Override
    public INDArray apply(INDArray z) {
      return z.dup('c');
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return dy.dup('c');
    }
  },

  /** y = 1 / (1 + exp(-z)). */
  SIGMOID {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.sigmoid(z, true);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return y.mul(y.rsub(1)).muli(dy);
    }
  },

  /** The hyperbolic tangent. */
  TANH {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.tanh(z, true);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return y.mul(y).rsubi(1).muli(dy);
    }
  },

  /** y = max(z, 0); its slope at 0 is 0. */
  RELU {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.max(z, 0, true);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return y.gt(0).castTo(dy.dataType()).muli(dy);
    }
  },

  /** y = min(max(z / 6 + 1/2, 0), 1), the form of Keras 3. */
  HARD_SIGMOID {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.min(Transforms.max(z.div(6).addi(0.5), 0, false), 1, false);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return y.gt(0).castTo(dy.dataType()).muli(y.lt(1).castTo(dy.dataType())).muli(dy).divi(6);
    }
  },

  /** y = 1 where z >= 0, else 0 (McCulloch and Pitts 1943); its slope is 0 everywhere. */
  HEAVISIDE {
    @Override
    public INDArray apply(INDArray z) {
      return z.gte(0).castTo(z.dataType());
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return dy.mul(0);
    }
  },

  /** y = z above 0, 0.2 z below; Maas and others 2013. */
  LEAKY_RELU(Relu.leaky(0.2)),

  /** y = min(max(z, 0), 6). */
  RELU6(new Relu(Optional.of(6.0), 0, 0)),

  /** y = z above 0, exp(z) - 1 below; Clevert and others 2016. */
  ELU(Elu.of(1)),

  /** ELU with alpha 1.6733, times 1.0507; Klambauer and others 2017. */
  SELU(Elu.SELF_NORMALIZING),

  /** y = z P(Z <= z) for a normal Z; Hendrycks and Gimpel 2016. */
  GELU(new Gelu(false)),

  /** GELU by a hyperbolic tangent, Keras's {@code gelu(approximate=True)}. */
  GELU_APPROXIMATE(new Gelu(true)),

  /** y = log(1 + exp(z)). */
  SOFTPLUS {
    @Override
    public INDArray apply(INDArray z) { // exp(-|z|) does not overflow
      INDArray small = Transforms.exp(Transforms.abs(z, true).negi(), false);
      return Transforms.log(small.addi(1), false).addi(Transforms.max(z, 0, true));
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return Transforms.sigmoid(z, true).muli(dy);
    }
  },

  /** y = z / (1 + |z|). */
  SOFTSIGN {
    @Override
    public INDArray apply(INDArray z) {
      return z.div(Transforms.abs(z, true).addi(1));
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      INDArray root = Transforms.abs(z, true).addi(1);
      return dy.div(root.muli(root));
    }
  },

  /** y = exp(z). */
  EXPONENTIAL {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.exp(z, true);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      return y.mul(dy);
    }
  },

  /** y = z / (1 + exp(-z)), also called swish; Ramachandran and others 2017. */
  SILU {
    @Override
    public INDArray apply(INDArray z) {
      return Transforms.sigmoid(z, true).muli(z);
    }

    @Override
    public INDArray backward(INDArray z, INDArray y, INDArray dy) {
      INDArray s = Transforms.sigmoid(z, true);
      return s.rsub(1).muli(z).addi(1).muli(s).muli(dy);
    }
  },

  /** y_i = exp(z_i) / sum_j exp(z_j) over the last axis. */
  SOFTMAX(new Softmax(-1));

  @SuppressWarnings("ImmutableEnumChecker") // a record: functions keep nothing
  private final Optional<ActivationFunction> function;

  Activations() {
    this.function = Optional.empty();
  }

  Activations(ActivationFunction function) {
    this.function = Optional.of(function);
  }

  @Override
  public INDArray apply(INDArray z) {
    return function.orElseThrow().apply(z);
  }

  @Override
  public INDArray backward(INDArray z, INDArray y, INDArray dy) {
    return function.orElseThrow().backward(z, y, dy);
  }
}
