package rawi.nn.training;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Signal;
import rawi.nn.losses.Weighting;

/**
 * What one output should be.
 *
 * @param values as the loss wants them: (batch), (batch, n), ..
 * @param weights (batch) or (batch, time), what each entry counts for in the loss; absent: 1
 * @param mask (batch, time), 1 = real; absent: as the output's own mask says
 */
public record Target(INDArray values, Optional<INDArray> weights, Optional<INDArray> mask) {
  /** Each entry counts for 1, and is real if the output says so. */
  public static Target of(INDArray values) {
    return new Target(values, Optional.empty(), Optional.empty());
  }

  public Target withWeights(Optional<INDArray> others) {
    return new Target(values, others, mask);
  }

  public Target withMask(INDArray other) {
    return new Target(values, weights, Optional.of(other));
  }

  /** The mask that counts for an output. */
  Optional<INDArray> maskOf(Signal output) {
    return mask.or(output::mask);
  }

  Weighting weighting(Signal output) {
    return new Weighting(weights, maskOf(output));
  }
}
