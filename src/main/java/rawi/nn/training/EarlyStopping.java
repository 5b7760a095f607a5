package rawi.nn.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;

/**
 * Ends training when a metric has not become better for some epochs, and puts back the weights of
 * the best one.
 */
public final class EarlyStopping implements Callback {
  private final String monitor;
  private final int patience;
  private final boolean smallerIsBetter;
  private final Map<String, INDArray> best = new LinkedHashMap<>();
  private double bestValue;
  private int bestEpoch;
  private int waited;

  /**
   * Watches a metric.
   *
   * @param monitor the metric's name, such as val_loss; losses are better when smaller, all others
   *     when larger
   * @param patience epochs without a better value after which training ends; at least 1
   */
  public EarlyStopping(String monitor, int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience: expected at least 1, got " + patience);
    }
    this.monitor = monitor;
    this.patience = patience;
    this.smallerIsBetter = monitor.endsWith("loss");
    this.bestValue = smallerIsBetter ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** The epoch whose weights were best, from 1; 0 before there is one. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** A run that had ended here stays ended when it is resumed. */
  @Override
  public Decision onTrainBegin(Trainer trainer) {
    return decision();
  }

  private Decision decision() {
    return waited >= patience ? Decision.STOP : Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    double value = report.metric(monitor);
    if (smallerIsBetter ? value < bestValue : value > bestValue) {
      bestValue = value;
      bestEpoch = report.epoch();
      waited = 0;
      keep(trainer.parameters());
    } else {
      waited++;
    }
    return decision();
  }

  private void keep(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      INDArray copy = best.get(p.name());
      if (copy == null) {
        best.put(p.name(), p.value().dup('c'));
      } else {
        copy.assign(p.value());
      }
    }
  }

  @Override
  public void onTrainEnd(Trainer trainer) {
    for (Parameter p : trainer.parameters()) {
      INDArray copy = best.get(p.name());
      if (copy != null) {
        p.value().assign(copy);
      }
    }
  }

  @Override
  public Saved save() {
    return new Saved(
        Map.of("best", bestValue, "bestEpoch", (double) bestEpoch, "waited", (double) waited),
        Map.copyOf(best));
  }

  @Override
  public void restore(Saved saved) {
    bestValue = saved.numbers().getOrDefault("best", bestValue);
    bestEpoch = saved.numbers().getOrDefault("bestEpoch", 0.0).intValue();
    waited = saved.numbers().getOrDefault("waited", 0.0).intValue();
    best.clear();
    saved.arrays().forEach((name, array) -> best.put(name, array.dup('c')));
  }
}
