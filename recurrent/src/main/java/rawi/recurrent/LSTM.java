package rawi.recurrent;

import java.util.List;
import java.util.function.UnaryOperator;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Cell;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others
 * 2000).
 *
 * <pre>
 * i, f, o = sigmoid(x W + h U + b)   g = tanh(x W + h U + b)
 * c' = f c + i g                     h' = o tanh(c')
 * </pre>
 *
 * Its states are h and c. Weights as in Keras: kernel (features, 4 units), recurrent_kernel (units,
 * 4 units), bias (4 units), gates in the order i, f, c, o.
 *
 * @param units size of h and c
 * @param cell the equations with their activations
 * @param unitForgetBias whether the forget part of the bias begins at one (Jozefowicz and others
 *     2015), whatever the bias initializer says
 * @param options what is put out, dropout, initializers, regularizers
 */
public record LSTM(int units, Cell.Lstm cell, boolean unitForgetBias, RecurrentOptions options)
    implements RecurrentSpec {
  private static final int FORGET = 1;

  public LSTM {
    Arguments.check("LSTM", units, options);
  }

  /** One that gives its last output. */
  public static LSTM of(int units) {
    Cell.Lstm cell = new Cell.Lstm(Activations.TANH, Activations.SIGMOID);
    return new LSTM(units, cell, true, RecurrentOptions.DEFAULT);
  }

  /** The same layer with another function in the place of tanh. */
  public LSTM activation(ActivationFunction activation) {
    Cell.Lstm other = new Cell.Lstm(activation, cell.recurrentActivation());
    return new LSTM(units, other, unitForgetBias, options);
  }

  /** The same layer with another function at its gates. */
  public LSTM recurrentActivation(ActivationFunction activation) {
    Cell.Lstm other = new Cell.Lstm(cell.activation(), activation);
    return new LSTM(units, other, unitForgetBias, options);
  }

  /** The same layer whose bias for the forget gate begins at one, or as the others do. */
  public LSTM unitForgetBias(boolean wanted) {
    return new LSTM(units, cell, wanted, options);
  }

  @Override
  public LSTM with(UnaryOperator<RecurrentOptions> change) {
    return new LSTM(units, cell, unitForgetBias, change.apply(options));
  }

  @Override
  public List<Parameter> weights(Shape input, Weights source) {
    List<Parameter> all = RecurrentSpec.super.weights(input, source);
    if (unitForgetBias && options.weights().useBias()) {
      for (int j = 0; j < units; j++) {
        all.get(2).value().putScalar((long) FORGET * units + j, 1);
      }
    }
    return all;
  }
}
