package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Pass;
import rawi.nn.regularizers.Regularizer;

/** The penalty on what a layer puts out, if there is one: in the loss and in the gradient. */
record Activity(Optional<Regularizer> regularizer) {
  /** The same computation, its output penalized. */
  Pass penalize(Pass pass, Context context) {
    if (regularizer.isEmpty()) {
      return pass;
    }
    INDArray y = pass.output().values();
    context.penalties().add(regularizer.get().activityPenalty(y));
    return new Pass(
        pass.output(), dy -> pass.backward().apply(regularizer.get().activityGradient(y).addi(dy)));
  }
}
