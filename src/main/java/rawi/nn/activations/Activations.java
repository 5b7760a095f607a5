package rawi.nn.activations;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The activation functions without parameters, as in Keras's {@code activations}. */
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
  }
}
