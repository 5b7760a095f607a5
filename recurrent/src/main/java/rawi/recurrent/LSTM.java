package rawi.recurrent;

import java.util.List;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Cell;
import rawi.nn.backend.Scan;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others
 * 2000): (batch, time, features) to (batch, time, units), or to the last step's (batch, units).
 *
 * <pre>
 * i, f, o = sigmoid(x W + h U + b)   g = tanh(x W + h U + b)
 * c' = f c + i g                     h' = o tanh(c')
 * </pre>
 *
 * Weights as in Keras: kernel (features, 4 units), recurrent_kernel (units, 4 units), bias (4
 * units), gates in the order i, f, c, o; glorot uniform, orthogonal, zeros, the forget part of the
 * bias at one. A masked step keeps the state and repeats the output.
 *
 * @param units size of h and c
 * @param returnSequences whether every step is put out, or the last alone
 * @param goBackwards whether time is read from its end; a sequence comes out in the order read
 */
public record LSTM(int units, boolean returnSequences, boolean goBackwards)
    implements RecurrentSpec {
  private static final Cell CELL = new Cell.Lstm(Activations.TANH, Activations.SIGMOID);
  private static final int GATES = 4;
  private static final int FORGET = 1;

  public LSTM {
    if (units <= 0) {
      throw new IllegalArgumentException("LSTM: expected units of at least 1, got " + units);
    }
  }

  /** One that gives its last output. */
  public static LSTM of(int units) {
    return new LSTM(units, false, false);
  }

  @Override
  public LSTM withReturnSequences(boolean sequences) {
    return new LSTM(units, sequences, goBackwards);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Recurrence(this, directed(input, weights, goBackwards, Scan.Masked.REPEAT));
  }

  @Override
  public Direction directed(Shape input, Weights weights, boolean backwards, Scan.Masked masked) {
    Parameter kernel =
        weights.create("kernel", Initializer.GLOROT_UNIFORM, input.last(), (long) GATES * units);
    Parameter recurrent =
        weights.create("recurrent_kernel", Initializer.ORTHOGONAL, units, (long) GATES * units);
    Parameter bias = weights.create("bias", Initializer.ZEROS, (long) GATES * units);
    for (int j = 0; j < units; j++) {
      bias.value().putScalar((long) FORGET * units + j, 1); // unit_forget_bias
    }
    return new Direction(
        List.of(kernel, recurrent, bias),
        (values, scan, context) -> context.kernels().recurrent(CELL, values, scan, context.arena()),
        backwards,
        returnSequences,
        masked);
  }
}
