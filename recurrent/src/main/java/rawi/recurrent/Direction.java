package rawi.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Parameter;
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
  /** Why a layer that reads so cannot have a sequence in chunks. */
  static final String BACKWARDS =
      "reads backwards, from steps that a chunk has not yet; give whole sequences";

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

  /** What a kernel is given, and what multiplied the input. */
  private record Prepared(Kernels.Run run, Optional<INDArray> inputDropout) {}

  /**
   * Runs over a batch.
   *
   * @param initial the states to begin with; empty: those kept of the batch before if stateful,
   *     else zeros
   */
  Run run(Signal in, List<INDArray> initial, Context context) {
    Prepared prepared = prepare(in, initial, context);
    RecurrentPass pass =
        context.kernels().recurrent(List.of(prepared.run()), context.arena()).get(0);
    return finished(prepared, pass, context);
  }

  /** This direction and another, which need nothing of one another. */
  List<Run> runWith(
      Direction other, Signal in, List<INDArray> own, List<INDArray> others, Context context) {
    Prepared first = prepare(in, own, context);
    Prepared second = other.prepare(in, others, context);
    List<RecurrentPass> passes =
        context.kernels().recurrent(List.of(first.run(), second.run()), context.arena());
    return List.of(
        finished(first, passes.get(0), context), other.finished(second, passes.get(1), context));
  }

  private Prepared prepare(Signal in, List<INDArray> initial, Context context) {
    Optional<INDArray> mask = fit().mask(in);
    fit().check(initial, in.values());
    int batch = (int) in.values().size(0);
    RecurrentOptions o = spec.options();
    Optional<INDArray> inputDropout = dropout(o.dropout(), batch, in.values().size(2), in, context);
    Optional<INDArray> stateDropout =
        dropout(o.recurrentDropout(), batch, spec.units(), in, context);
    Scan scan =
        new Scan(
            inputDropout.map(m -> overTime(in.values(), m)).orElse(in.values()),
            mask,
            initial.isEmpty() && o.stateful() ? carried(batch, context) : initial,
            backwards,
            o.returnSequences(),
            masked,
            stateDropout,
            context.training());
    return new Prepared(
        new Kernels.Run(spec.cell(), weights(Parameter::value), scan), inputDropout);
  }

  private Run finished(Prepared prepared, RecurrentPass pass, Context context) {
    RecurrentOptions o = spec.options();
    if (o.stateful()) {
      context.states().keep(this, pass.states());
    }
    penalty().ifPresent(p -> p.addTo(context.penalties(), pass));
    return new Run(pass, prepared.inputDropout());
  }

  private Optional<ActivityPenalty> penalty() {
    RecurrentOptions o = spec.options();
    return o.activityRegularizer().map(r -> new ActivityPenalty(r, o.returnState()));
  }

  /** What this direction takes. */
  private Fit fit() {
    return new Fit(spec, parameters, path);
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
    List<Optional<INDArray>> d = new ArrayList<>(List.of(dOutput));
    d.addAll(dStates);
    penalty().ifPresent(p -> p.addGradients(d, pass));
    List<INDArray> into =
        d.stream().skip(1).allMatch(Optional::isEmpty)
            ? List.of()
            : IntStream.range(1, d.size())
                .mapToObj(i -> d.get(i).orElseGet(() -> pass.states().get(i - 1).mul(0)))
                .toList();
    RecurrentPass.Result back =
        pass.backward(
            d.get(0).orElseGet(() -> pass.output().mul(0)),
            into,
            weights(Parameter::gradient),
            inputWanted);
    return run.inputDropout()
        .map(
            m -> new RecurrentPass.Result(back.dx().map(g -> overTime(g, m)), back.dInitialState()))
        .orElse(back);
  }

  private List<INDArray> carried(int batch, Context context) {
    Optional<List<INDArray>> kept = context.states().of(this);
    kept.filter(states -> states.get(0).size(0) != batch)
        .ifPresent(
            states -> {
              throw new IllegalArgumentException(
                  "%s: stateful, expected %d rows as in the batch before, got %d; give batches of one size, or reset the states"
                      .formatted(fit().label(), states.get(0).size(0), batch));
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

  private RecurrentWeights weights(Function<Parameter, INDArray> part) {
    return new RecurrentWeights(
        part.apply(parameters.get(0)),
        part.apply(parameters.get(1)),
        parameters.size() > 2 ? Optional.of(part.apply(parameters.get(2))) : Optional.empty());
  }
}
