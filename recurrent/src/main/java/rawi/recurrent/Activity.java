package rawi.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Signal;
import rawi.nn.regularizers.Regularizer;

/** The penalty on what a recurrent layer puts out: in the loss, and in the gradients. */
record Activity(Optional<Regularizer> regularizer, List<Signal> outputs) {
  Activity {
    outputs = List.copyOf(outputs);
  }

  /** Adds the penalty to the step's loss. */
  static Activity of(RecurrentOptions options, List<Signal> outputs, Context context) {
    options
        .activityRegularizer()
        .ifPresent(r -> outputs.forEach(o -> context.penalties().add(r.penalty(o.values()))));
    return new Activity(options.activityRegularizer(), outputs);
  }

  /** dL/d(outputs) with the penalty's part. */
  List<Optional<INDArray>> with(List<Optional<INDArray>> dOutputs) {
    if (regularizer.isEmpty()) {
      return dOutputs;
    }
    List<Optional<INDArray>> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      INDArray own = regularizer.get().gradient(outputs.get(i).values());
      all.add(Optional.of(dOutputs.get(i).map(own::add).orElse(own)));
    }
    return all;
  }
}
