package rawi.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Cell;
import rawi.nn.backend.Scan;

/**
 * What the recurrent layers declare, and how {@link Bidirectional} takes one apart.
 *
 * <p>Each takes (batch, time, features) and, if more inputs are given, its initial states, each
 * (batch, units); it gives (batch, time, units) or the last step's (batch, units), and with {@code
 * returnState} the states. A masked step keeps the state and repeats the output.
 */
public sealed interface RecurrentSpec extends Layer.Spec permits SimpleRNN, LSTM, GRU {
  int units();

  Cell cell();

  RecurrentOptions options();

  /** The same layer with other options. */
  RecurrentSpec with(UnaryOperator<RecurrentOptions> change);

  /** The shape of the bias. */
  default long[] biasShape() {
    return new long[] {(long) cell().gates() * units()};
  }

  /** Makes kernel, recurrent_kernel and bias, in Keras's layout. */
  default List<Parameter> weights(Shape input, Weights source) {
    WeightOptions o = options().weights();
    long columns = (long) cell().gates() * units();
    List<Parameter> all = new ArrayList<>();
    all.add(
        source
            .create("kernel", o.kernelInitializer(), input.last(), columns)
            .regularized(o.kernelRegularizer())
            .constrained(o.kernelConstraint()));
    all.add(
        source
            .create("recurrent_kernel", o.recurrentInitializer(), units(), columns)
            .regularized(o.recurrentRegularizer())
            .constrained(o.recurrentConstraint()));
    if (o.useBias()) {
      all.add(
          source
              .create("bias", o.biasInitializer(), biasShape())
              .regularized(o.biasRegularizer())
              .constrained(o.biasConstraint()));
    }
    return all;
  }

  /** This layer's weights, to be run in one direction of time. */
  default Direction directed(Shape input, Weights source, boolean backwards, Scan.Masked masked) {
    if (source.type() == DataType.FLOAT && !cell().standard()) {
      System.getLogger(RecurrentSpec.class.getName())
          .log(
              System.Logger.Level.INFO,
              "rawi: "
                  + (source.path().isEmpty() ? name() : source.path())
                  + ": activations other than tanh and sigmoid run on the plain kernel, slower");
    }
    return new Direction(this, weights(input, source), source.path(), backwards, masked);
  }

  @Override
  default Layer build(Shape input, Weights weights) {
    return build(List.of(input), weights);
  }

  @Override
  default Layer build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    Direction direction =
        directed(inputs.get(0), weights, options().goBackwards(), Scan.Masked.REPEAT);
    return new Recurrence(options(), direction);
  }

  @Override
  default Shape outputShape(Shape input) {
    if (options().returnState()) {
      throw new IllegalArgumentException(
          getClass().getSimpleName()
              + ": with returnState it has several outputs; use it in a functional model");
    }
    return outputShapes(List.of(input)).get(0);
  }

  @Override
  default List<Shape> outputShapes(List<Shape> inputs) {
    checkInput(inputs.get(0));
    checkStates(
        getClass().getSimpleName(),
        inputs.subList(1, inputs.size()),
        Collections.nCopies(cell().states(), Shape.of(units())));
    List<Shape> outputs = new ArrayList<>();
    outputs.add(options().returnSequences() ? inputs.get(0).withLast(units()) : Shape.of(units()));
    if (options().returnState()) {
      outputs.addAll(Collections.nCopies(cell().states(), Shape.of(units())));
    }
    return outputs;
  }

  /** Refuses an input that is no sequence. */
  private void checkInput(Shape input) {
    if (input.rank() == 2 && input.last() == Shape.ANY) {
      throw new IllegalArgumentException(
          "%s: expected (batch, time, features) with a known number of features, got one example of shape %s; the number of steps may be left open, that of features is the kernel's"
              .formatted(getClass().getSimpleName(), input));
    }
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "%s: expected (batch, time, features), got one example of shape %s%s"
              .formatted(
                  getClass().getSimpleName(),
                  input,
                  input.rank() == 1 ? "; set returnSequences on the layer before it" : ""));
    }
  }

  /** Refuses initial states, if there are any, that are not of these shapes. */
  static void checkStates(String layer, List<Shape> states, List<Shape> wanted) {
    if (!states.isEmpty() && !states.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s: expected %d initial states of shapes %s, got %d of %s"
              .formatted(layer, wanted.size(), wanted, states.size(), states));
    }
  }
}
