package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets a metric for class numbers judge an output whose targets are one-hot, shaped as the
 * predictions: the class of a row is where its target is highest.
 */
public final class OneHotTargets implements OutputMetric {
  private final ClassificationMetric metric;

  /**
   * @param metric what judges, such as {@code ConfusionScore.f1(Average.MACRO)}
   */
  public OneHotTargets(ClassificationMetric metric) {
    this.metric = metric;
  }

  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    Entries.requireSameShape(name(), predictions, targets);
    metric.update(predictions, Entries.rows(targets).argMax(1), mask);
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
