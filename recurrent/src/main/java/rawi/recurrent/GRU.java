package rawi.recurrent;

import java.util.function.UnaryOperator;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Cell;

/**
 * The gated recurrent unit (Cho and others 2014).
 *
 * <pre>
 * z, r = sigmoid(x W + h U + b)   h' = z h + (1 - z) g
 * g = tanh(x W + b + r (h U + b'))   reset after, Keras's default
 * g = tanh(x W + b + (r h) U)        reset before, the form of the paper
 * </pre>
 *
 * Weights as in Keras: kernel (features, 3 units), recurrent_kernel (units, 3 units), gates in the
 * order z, r, h; bias (2, 3 units) with the reset after, else (3 units).
 *
 * @param units size of h
 * @param cell the equations with their activations
 * @param options what is put out, dropout, initializers, regularizers
 */
public record GRU(int units, Cell.Gru cell, RecurrentOptions options) implements RecurrentSpec {
  public GRU {
    Arguments.check("GRU", units, options);
  }

  /** One that gives its last output, with the reset gate after the product. */
  public static GRU of(int units) {
    Cell.Gru cell = new Cell.Gru(Activations.TANH, Activations.SIGMOID, true);
    return new GRU(units, cell, RecurrentOptions.DEFAULT);
  }

  /** The same layer with the reset gate after the product, or before it. */
  public GRU resetAfter(boolean after) {
    return new GRU(
        units, new Cell.Gru(cell.activation(), cell.recurrentActivation(), after), options);
  }

  /** The same layer with another function in the place of tanh. */
  public GRU activation(ActivationFunction activation) {
    Cell.Gru other = new Cell.Gru(activation, cell.recurrentActivation(), cell.resetAfter());
    return new GRU(units, other, options);
  }

  /** The same layer with another function at its gates. */
  public GRU recurrentActivation(ActivationFunction activation) {
    Cell.Gru other = new Cell.Gru(cell.activation(), activation, cell.resetAfter());
    return new GRU(units, other, options);
  }

  @Override
  public GRU with(UnaryOperator<RecurrentOptions> change) {
    return new GRU(units, cell, change.apply(options));
  }

  @Override
  public long[] biasShape() {
    return cell.resetAfter() ? new long[] {2, 3L * units} : new long[] {3L * units};
  }
}
