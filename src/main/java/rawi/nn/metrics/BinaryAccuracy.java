package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The share of elements on the side of the threshold that the target is on (Keras's {@code
 * BinaryAccuracy}); targets are 0 or 1, shaped as the predictions.
 *
 * <p>The threshold belongs to what is predicted: 0.5 for probabilities, 0 for logits.
 */
public final class BinaryAccuracy implements OutputMetric {
  private final double threshold;
  private final Mean share = new Mean("accuracy");

  private BinaryAccuracy(double threshold) {
    this.threshold = threshold;
  }

  public static BinaryAccuracy ofProbabilities() {
    return new BinaryAccuracy(0.5);
  }

  public static BinaryAccuracy ofLogits() {
    return new BinaryAccuracy(0);
  }

  @Override
  public String name() {
    return share.name();
  }

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    Entries.requireSameShape("BinaryAccuracy", predictions, targets);
    double[] scores = predictions.dup('c').data().asDouble();
    double[] wanted = targets.dup('c').data().asDouble();
    int each = Math.toIntExact(predictions.size(-1));
    boolean[] real = Entries.real(scores.length / each, mask);
    for (int i = 0; i < scores.length; i++) {
      boolean right = scores[i] > threshold == wanted[i] > 0.5;
      share.update(right ? 1 : 0, real[i / each] ? 1 : 0);
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
