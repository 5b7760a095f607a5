package rawi.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.JunctionPass;
import rawi.nn.Pass;
import rawi.nn.Signal;

/** What the recurrent layers do alike with several inputs and outputs. */
final class Outputs {
  private Outputs() {}

  /** The pass of one input and the first output, as if there were no others. */
  static Pass first(JunctionPass pass) {
    int others = pass.outputs().size() - 1;
    return new Pass(
        pass.outputs().get(0),
        d -> {
          List<Optional<INDArray>> all = new ArrayList<>(List.of(Optional.of(d)));
          all.addAll(Collections.nCopies(others, Optional.empty()));
          return pass.backward().apply(all).get(0);
        });
  }

  /** Of the gradients of the initial states those that are wanted. */
  static List<Optional<INDArray>> wanted(List<Signal> initial, List<INDArray> dInitial) {
    List<Optional<INDArray>> all = new ArrayList<>();
    for (int i = 0; i < initial.size(); i++) {
      boolean wanted = initial.get(i).differentiable();
      all.add(Optional.of(dInitial.get(i)).filter(d -> wanted));
    }
    return all;
  }
}
