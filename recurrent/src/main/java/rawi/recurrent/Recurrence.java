package rawi.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
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

/** A recurrent layer that reads time once: inputs x and initial states, outputs y and states. */
record Recurrence(RecurrentOptions options, Direction direction) implements Layer, OverTime {
  @Override
  public List<Parameter> parameters() {
    return direction.parameters();
  }

  @Override
  public Optional<String> breaksChunks() {
    if (direction.backwards()) {
      return Optional.of(Direction.BACKWARDS);
    }
    return options.stateful()
        ? Optional.empty()
        : Optional.of("is not stateful and would begin anew with every chunk; set stateful");
  }

  /** Whether steps taken one by one are what the whole is. */
  boolean readsForwards() {
    return !direction.backwards() && options.dropout() == 0 && options.recurrentDropout() == 0;
  }

  @Override
  public Pass forward(Signal in, Context context) {
    return Outputs.first(forward(List.of(in), context));
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    Signal in = inputs.get(0);
    List<Signal> initial = inputs.subList(1, inputs.size());
    Direction.Run run = direction.run(in, initial.stream().map(Signal::values).toList(), context);
    boolean wanted = direction.trainable() || inputs.stream().anyMatch(Signal::differentiable);
    List<Signal> outputs = new ArrayList<>();
    outputs.add(new Signal(turned(run.pass().output()), outputMask(in), wanted));
    if (options.returnState()) {
      run.pass().states().forEach(s -> outputs.add(new Signal(s, Optional.empty(), wanted)));
    }
    return new JunctionPass(
        outputs,
        dOutputs -> {
          RecurrentPass.Result back =
              direction.back(
                  run,
                  dOutputs.get(0).map(this::turned),
                  dOutputs.subList(1, dOutputs.size()),
                  in.differentiable());
          List<Optional<INDArray>> dInputs = new ArrayList<>(List.of(back.dx()));
          dInputs.addAll(Outputs.wanted(initial, back.dInitialState()));
          return dInputs;
        });
  }

  /** A sequence read backwards comes out in the order read, and so does its mask. */
  private INDArray turned(INDArray output) {
    return options.returnSequences() && direction.backwards() ? turn(output) : output;
  }

  private Optional<INDArray> outputMask(Signal in) {
    return options.returnSequences() ? in.mask().map(this::turned) : Optional.empty();
  }

  /** Time reversed. */
  private static INDArray turn(INDArray sequence) {
    INDArray turned = Nd4j.createUninitialized(sequence.dataType(), sequence.shape());
    long time = sequence.size(1);
    for (long t = 0; t < time; t++) {
      turned.put(new INDArrayIndex[] {all(), point(t)}, sequence.get(all(), point(time - 1 - t)));
    }
    return turned;
  }
}
