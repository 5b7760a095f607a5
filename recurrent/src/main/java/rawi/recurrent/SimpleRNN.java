package rawi.recurrent;

import java.util.function.UnaryOperator;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Cell;

/**
 * The simple recurrent network (Elman 1990): h' = tanh(x W + h U + b).
 *
 * <p>Weights as in Keras: kernel (features, units), recurrent_kernel (units, units), bias (units).
 *
 * @param units size of h
 * @param cell the equation with its activation
 * @param options what is put out, dropout, initializers, regularizers
 */
public record SimpleRNN(int units, Cell.SimpleRnn cell, RecurrentOptions options)
    implements RecurrentSpec {
  public SimpleRNN {
    Arguments.check("SimpleRNN", units, options);
  }

  /** One that gives its last output. */
  public static SimpleRNN of(int units) {
    return new SimpleRNN(units, new Cell.SimpleRnn(Activations.TANH), RecurrentOptions.DEFAULT);
  }

  /** The same layer with another activation. */
  public SimpleRNN activation(ActivationFunction activation) {
    return new SimpleRNN(units, new Cell.SimpleRnn(activation), options);
  }

  @Override
  public SimpleRNN with(UnaryOperator<RecurrentOptions> change) {
    return new SimpleRNN(units, cell, change.apply(options));
  }

  @Override
  public String name() {
    return "simple_rnn";
  }
}
