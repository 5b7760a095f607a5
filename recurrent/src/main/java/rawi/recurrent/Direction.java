package rawi.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.RecurrentPass;
import rawi.nn.backend.RecurrentWeights;
import rawi.nn.backend.Scan;

/**
 * One set of recurrent weights read in one direction of time. Stateful, it is also whose states are
 * carried from batch to batch.
 */
final class Direction {
  private final RecurrentSpec spec;
  private final List<Parameter> parameters;
  private final String path;
  private final boolean backwards;
  private final Scan.Masked masked;

  /**
   * @param parameters kernel, recurrent_kernel and, if there is one, bias
   * @param path where it stands in the model, for messages
   */
  Direction(
      RecurrentSpec spec,
      List<Parameter> parameters,
      String path,
      boolean backwards,
      Scan.Masked masked) {
    this.spec = spec;
    this.parameters = List.copyOf(parameters);
    this.path = path;
    this.backwards = backwards;
    this.masked = masked;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  boolean backwards() {
    return backwards;
  }

  boolean trainable() {
    return parameters.stream().anyMatch(Parameter::trainable);
  }

  /** One run: the pass, and what multiplied the input. */
  record Run(RecurrentPass pass, Optional<INDArray> inputDropout) {}

  /**
   * Runs over a batch.
   *
   * @param initial the states to begin with; empty: those kept of the batch before if stateful,
   *     else zeros
   */
  Run run(Signal in, List<INDArray> initial, Context context) {
    return run(List.of(this), in, List.of(initial), context).get(0);
  }

  /** Runs several directions of one layer over a batch, at once where that is quicker. */
  static List<Run> run(
      List<Direction> directions, Signal in, List<List<INDArray>> initial, Context context) {
    List<Optional<INDArray>> inputDropouts = new ArrayList<>();
    List<Kernels.Run> runs = new ArrayList<>();
    for (int i = 0; i < directions.size(); i++) {
      Direction direction = directions.get(i);
      direction.check(in);
      Optional<INDArray> dropped = direction.inputDropout(in, context);
      inputDropouts.add(dropped);
      Scan scan = direction.scan(in, dropped, initial.get(i), context);
      runs.add(new Kernels.Run(direction.weights(Parameter::value), scan));
    }
    List<RecurrentPass> passes =
        context.kernels().recurrent(directions.get(0).spec.cell(), runs, context.arena());
    List<Run> done = new ArrayList<>();
    for (int i = 0; i < directions.size(); i++) {
      Direction direction = directions.get(i);
      if (direction.spec.options().stateful()) {
        context.states().keep(direction, passes.get(i).states());
      }
      done.add(new Run(passes.get(i), inputDropouts.get(i)));
    }
    return done;
  }

  private Optional<INDArray> inputDropout(Signal in, Context context) {
    INDArray x = in.values();
    return dropout(spec.options().dropout(), (int) x.size(0), x.size(2), in, context);
  }

  private Scan scan(
      Signal in, Optional<INDArray> inputDropout, List<INDArray> initial, Context context) {
    int batch = (int) in.values().size(0);
    RecurrentOptions o = spec.options();
    return new Scan(
        inputDropout.map(m -> overTime(in.values(), m)).orElse(in.values()),
        in.mask(),
        initial.isEmpty() && o.stateful() ? carried(batch, context) : initial,
        backwards,
        o.returnSequences(),
        masked,
        dropout(o.recurrentDropout(), batch, spec.units(), in, context),
        context.training());
  }

  /**
   * Back-propagates through {@code run}, adding to the parameters' gradients.
   *
   * @param dOutput dL/d(output); empty: nothing flows in there
   * @param dStates dL/d(states) after the last step, one each; may be none at all
   */
  RecurrentPass.Result back(
      Run run, Optional<INDArray> dOutput, List<Optional<INDArray>> dStates, boolean inputWanted) {
    RecurrentPass pass = run.pass();
    List<INDArray> into =
        dStates.stream().allMatch(Optional::isEmpty)
            ? List.of()
            : IntStream.range(0, dStates.size())
                .mapToObj(i -> dStates.get(i).orElseGet(() -> pass.states().get(i).mul(0)))
                .toList();
    RecurrentPass.Result back =
        pass.backward(
            dOutput.orElseGet(() -> pass.output().mul(0)),
            into,
            weights(Parameter::gradient),
            inputWanted);
    return run.inputDropout()
        .map(
            m -> new RecurrentPass.Result(back.dx().map(d -> overTime(d, m)), back.dInitialState()))
        .orElse(back);
  }

  private List<INDArray> carried(int batch, Context context) {
    Optional<List<INDArray>> kept = context.states().of(this);
    kept.filter(states -> states.get(0).size(0) != batch)
        .ifPresent(
            states -> {
              throw new IllegalArgumentException(
                  "%s: stateful, expected %d rows as in the batch before, got %d; reset the states"
                      .formatted(label(), states.get(0).size(0), batch));
            });
    return kept.orElse(List.of());
  }

  /** One mask for a whole sequence, (batch, size), of zeros and 1 / (1 - rate). */
  private static Optional<INDArray> dropout(
      double rate, int batch, long size, Signal in, Context context) {
    if (rate == 0 || !context.training()) {
      return Optional.empty();
    }
    return Optional.of(context.dropoutMask(rate, in.values().dataType(), batch, size));
  }

  /** x[b, t, f] mask[b, f]. */
  private static INDArray overTime(INDArray x, INDArray mask) {
    return x.mul(mask.reshape(mask.size(0), 1, mask.size(1)));
  }

  private void check(Signal in) {
    INDArray x = in.values();
    long features = parameters.get(0).value().size(0);
    if (x.rank() != 3 || x.size(2) != features) {
      throw new IllegalArgumentException(
          "%s: expected (batch, time, %d), got %s"
              .formatted(label(), features, Shape.of(x.shape())));
    }
    in.mask()
        .filter(m -> m.rank() != 2 || m.size(0) != x.size(0) || m.size(1) != x.size(1))
        .ifPresent(
            m -> {
              throw new IllegalArgumentException(
                  "%s: expected a mask of shape (%d, %d), got %s"
                      .formatted(label(), x.size(0), x.size(1), Shape.of(m.shape())));
            });
  }

  private String label() {
    return "%s '%s'".formatted(spec.getClass().getSimpleName(), path);
  }

  private RecurrentWeights weights(Function<Parameter, INDArray> part) {
    return new RecurrentWeights(
        part.apply(parameters.get(0)),
        part.apply(parameters.get(1)),
        parameters.size() > 2 ? Optional.of(part.apply(parameters.get(2))) : Optional.empty());
  }
}
