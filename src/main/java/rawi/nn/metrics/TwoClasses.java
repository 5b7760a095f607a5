package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Shape;

/**
 * Lets a metric for classes judge an output of one value for each entry, whose targets are 0 or 1:
 * a probability p becomes the scores (1 - p, p), a logit z becomes (0, z).
 */
public final class TwoClasses implements OutputMetric {
  private final ClassificationMetric metric;
  private final double sum; // of the two scores

  private TwoClasses(ClassificationMetric metric, double sum) {
    this.metric = metric;
    this.sum = sum;
  }

  /** For outputs that went through a sigmoid. */
  public static TwoClasses ofProbabilities(ClassificationMetric metric) {
    return new TwoClasses(metric, 1);
  }

  /** For outputs that did not. */
  public static TwoClasses ofLogits(ClassificationMetric metric) {
    return new TwoClasses(metric, 0);
  }

  @Override
  public String name() {
    return metric.name();
  }

  /**
   * {@inheritDoc}
   *
   * @param predictions (batch, ..., 1)
   */
  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    if (predictions.size(-1) != 1) {
      throw new IllegalArgumentException(
          "%s: expected outputs of one value, got %s; leave TwoClasses out"
              .formatted(name(), Shape.of(predictions)));
    }
    double[] values = predictions.dup('c').data().asDouble();
    double[][] scores = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      scores[i] = sum == 1 ? new double[] {1 - values[i], values[i]} : new double[] {0, values[i]};
    }
    metric.update(Nd4j.createFromArray(scores), targets, mask);
  }

  @Override
  public double result() {
    return metric.result();
  }

  @Override
  public void reset() {
    metric.reset();
  }
}
