package rawi.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.OverTime;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.RecurrentPass;

/** {@link Bidirectional}, built. */
record BothDirections(Bidirectional spec, Direction ahead, Direction back)
    implements Layer, OverTime {
  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(ahead.parameters());
    all.addAll(back.parameters());
    return all;
  }

  @Override
  public Optional<String> breaksChunks() {
    return Optional.of(Direction.BACKWARDS);
  }

  @Override
  public Pass forward(Signal in, Context context) {
    return Outputs.first(forward(List.of(in), context));
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    Signal in = inputs.get(0);
    List<Signal> initial = inputs.subList(1, inputs.size());
    int half = initial.isEmpty() ? 0 : spec.layer().cell().states();
    List<Direction.Run> runs =
        ahead.runWith(
            back,
            in,
            values(initial.subList(0, half)),
            values(initial.subList(half, initial.size())),
            context);
    Direction.Run first = runs.get(0);
    Direction.Run second = runs.get(1);
    List<Signal> outputs = outputs(inputs, first.pass(), second.pass());
    return new JunctionPass(
        outputs,
        dOutputs -> {
          int merged = merge() == MergeMode.NONE ? 2 : 1;
          List<Optional<INDArray>> dStates = dOutputs.subList(merged, dOutputs.size());
          int states = dStates.isEmpty() ? 0 : spec.layer().cell().states();
          List<Optional<INDArray>> dHalves =
              unmerge(dOutputs.subList(0, merged), first.pass(), second.pass());
          boolean wanted = in.differentiable();
          RecurrentPass.Result one =
              ahead.back(first, dHalves.get(0), dStates.subList(0, states), wanted);
          RecurrentPass.Result other =
              back.back(second, dHalves.get(1), dStates.subList(states, dStates.size()), wanted);
          List<Optional<INDArray>> dInputs = new ArrayList<>();
          dInputs.add(one.dx().map(a -> a.addi(other.dx().orElseThrow())));
          List<INDArray> dInitial = new ArrayList<>(one.dInitialState());
          dInitial.addAll(other.dInitialState());
          dInputs.addAll(Outputs.wanted(initial, dInitial));
          return dInputs;
        });
  }

  private List<Signal> outputs(List<Signal> inputs, RecurrentPass first, RecurrentPass second) {
    boolean wanted =
        ahead.trainable() || back.trainable() || inputs.stream().anyMatch(Signal::differentiable);
    Optional<INDArray> mask = options().returnSequences() ? inputs.get(0).mask() : Optional.empty();
    List<Signal> all = new ArrayList<>();
    for (INDArray y : merge(first.output(), second.output())) {
      all.add(new Signal(y, mask, wanted));
    }
    if (options().returnState()) {
      first.states().forEach(s -> all.add(new Signal(s, Optional.empty(), wanted)));
      second.states().forEach(s -> all.add(new Signal(s, Optional.empty(), wanted)));
    }
    return all;
  }

  private List<INDArray> merge(INDArray a, INDArray b) {
    return switch (merge()) {
      case CONCAT -> List.of(Nd4j.concat(a.rank() - 1, a, b));
      case SUM -> List.of(a.add(b));
      case MUL -> List.of(a.mul(b));
      case AVE -> List.of(a.add(b).divi(2));
      case NONE -> List.of(a, b);
    };
  }

  /** dL/d(each direction's output) from dL/d(merged outputs). */
  private List<Optional<INDArray>> unmerge(
      List<Optional<INDArray>> d, RecurrentPass first, RecurrentPass second) {
    return switch (merge()) {
      case CONCAT -> List.of(d.get(0).map(a -> half(a, 0)), d.get(0).map(a -> half(a, 1)));
      case SUM -> Collections.nCopies(2, d.get(0));
      case MUL ->
          List.of(
              d.get(0).map(a -> a.mul(second.output())), d.get(0).map(a -> a.mul(first.output())));
      case AVE -> Collections.nCopies(2, d.get(0).map(a -> a.div(2)));
      case NONE -> d;
    };
  }

  private INDArray half(INDArray d, int which) {
    long ahead = spec.layer().units();
    INDArrayIndex columns =
        which == 0 ? interval(0, ahead) : interval(ahead, ahead + spec.back().units());
    return d.rank() == 3 ? d.get(all(), all(), columns).dup('c') : d.get(all(), columns).dup('c');
  }

  private static List<INDArray> values(List<Signal> signals) {
    return signals.stream().map(Signal::values).toList();
  }

  private RecurrentOptions options() {
    return spec.layer().options();
  }

  private MergeMode merge() {
    return spec.merge();
  }
}
