package rawi.recurrent;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.RecurrentPass;

/** A recurrent layer that reads time once. */
record Recurrence(RecurrentSpec spec, Direction direction) implements Layer {
  @Override
  public List<Parameter> parameters() {
    return direction.parameters();
  }

  @Override
  public Pass forward(Signal in, Context context) {
    RecurrentPass run = direction.run(in, context);
    boolean turned = direction.backwards() && spec.returnSequences();
    Signal out =
        new Signal(
            turned ? turn(run.output()) : run.output(),
            spec.returnSequences() ? in.mask().map(m -> turned ? turn(m) : m) : Optional.empty(),
            in.differentiable() || direction.trainable());
    return new Pass(out, d -> direction.back(run, turned ? turn(d) : d, in.differentiable()));
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
