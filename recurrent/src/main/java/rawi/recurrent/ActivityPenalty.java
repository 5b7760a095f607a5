package rawi.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Penalties;
import rawi.nn.backend.RecurrentPass;
import rawi.nn.regularizers.Regularizer;

/**
 * The penalty on what one direction of a recurrent layer puts out: a mean over the batch, as in
 * Keras.
 *
 * @param states whether the states are put out too, and so count
 */
record ActivityPenalty(Regularizer regularizer, boolean states) {
  void addTo(Penalties penalties, RecurrentPass pass) {
    outputs(pass).forEach(y -> penalties.add(regularizer.activityPenalty(y)));
  }

  /** Adds its gradient to dL/d(output) and dL/d(states), as far as they are there. */
  void addGradients(List<Optional<INDArray>> d, RecurrentPass pass) {
    List<INDArray> outputs = outputs(pass);
    for (int i = 0; i < outputs.size(); i++) {
      INDArray own = regularizer.activityGradient(outputs.get(i));
      d.set(i, Optional.of(d.get(i).map(own::add).orElse(own)));
    }
  }

  private List<INDArray> outputs(RecurrentPass pass) {
    List<INDArray> all = new ArrayList<>(List.of(pass.output()));
    if (states) {
      all.addAll(pass.states());
    }
    return all;
  }
}
