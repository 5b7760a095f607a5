package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The share of entries whose highest score is where the target's is (Keras's {@code
 * CategoricalAccuracy}): for one-hot targets, (batch, ..., classes).
 */
public final class CategoricalAccuracy implements OutputMetric {
  private final Mean share = new Mean("accuracy");

  @Override
  public String name() {
    return share.name();
  }

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    Entries.requireSameShape("CategoricalAccuracy", predictions, targets);
    int[] predicted = Entries.rows(predictions).argMax(1).data().asInt();
    int[] wanted = Entries.rows(targets).argMax(1).data().asInt();
    boolean[] real = Entries.real(predicted.length, mask);
    for (int i = 0; i < predicted.length; i++) {
      share.update(predicted[i] == wanted[i] ? 1 : 0, real[i] ? 1 : 0);
    }
  }

  @Override
  public double result() {
    return share.result();
  }

  @Override
  public void reset() {
    share.reset();
  }
}
