package rawi.nn.backend;

import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;

/**
 * The step of a recurrent layer. In the equations x is the input, h the state before and h' after,
 * W, U and b the kernel, the recurrent kernel and the bias; with recurrent dropout, h stands for h
 * times its mask wherever it is multiplied by U.
 */
public sealed interface Cell {
  /** How many blocks of columns, each of {@code units}, the weights have. */
  int gates();

  /** How many states are carried; the first is the output h. */
  int states();

  /** Whether the activations are the usual ones, tanh and the logistic function. */
  boolean standard();

  /**
   * h' = a(x W + h U + b) (Elman 1990).
   *
   * @param activation a
   */
  record SimpleRnn(ActivationFunction activation) implements Cell {
    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public boolean standard() {
      return activation == Activations.TANH;
    }
  }

  /**
   * Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others 2000; blocks in the
   * order i, f, g, o, as in Keras:
   *
   * <pre>
   * i, f, o = s(x W + h U + b)   g = a(x W + h U + b)
   * c' = f c + i g               h' = o a(c')
   * </pre>
   *
   * @param activation a
   * @param recurrentActivation s
   */
  record Lstm(ActivationFunction activation, ActivationFunction recurrentActivation)
      implements Cell {
    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public boolean standard() {
      return activation == Activations.TANH && recurrentActivation == Activations.SIGMOID;
    }
  }

  /**
   * Cho and others 2014; blocks in the order z, r, g, as in Keras:
   *
   * <pre>
   * z, r = s(x W + h U + b)   h' = z h + (1 - z) g
   * g = a(x W + b + r (h U + b'))   reset after, b and b' the two rows of the bias
   * g = a(x W + b + (r h) U)        reset before
   * </pre>
   *
   * @param activation a
   * @param recurrentActivation s
   * @param resetAfter whether r acts after the product with U
   */
  record Gru(
      ActivationFunction activation, ActivationFunction recurrentActivation, boolean resetAfter)
      implements Cell {
    @Override
    public int gates() {
      return 3;
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public boolean standard() {
      return activation == Activations.TANH && recurrentActivation == Activations.SIGMOID;
    }
  }
}
