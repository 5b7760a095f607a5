package rawi.nn.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;

/**
 * Ends training when a metric has not become better for some epochs, and puts back the weights of
 * the best one unless told otherwise.
 */
public final class EarlyStopping implements Callback {
  private final Monitor monitor;
  private final int patience;
  private final boolean restoring;
  private final Map<String, INDArray> best = new LinkedHashMap<>();
  private double bestValue;
  private int bestEpoch;
  private int waited;
  private boolean restored;

  /**
   * Watches a metric, and puts the best weights back at the end.
   *
   * @param monitor the metric's name, such as val_loss: see {@link Monitor#of}
   * @param patience epochs without a better value after which training ends; at least 1
   */
  public EarlyStopping(String monitor, int patience) {
    this(Monitor.of(monitor), patience, true);
  }

  /**
   * Watches a metric.
   *
   * @param patience epochs without a better value after which training ends; at least 1
   * @param restoring whether the best weights are put back at the end, or the last ones stay
   */
  public EarlyStopping(Monitor monitor, int patience, boolean restoring) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience: expected at least 1, got " + patience);
    }
    this.monitor = monitor;
    this.patience = patience;
    this.restoring = restoring;
    this.bestValue = monitor.worst();
  }

  /** The epoch whose weights were best, from 1; 0 before there is one. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /**
   * A new run forgets the one before, whose weights may be another network's; a run that had ended
   * here stays ended when it is resumed.
   */
  @Override
  public Decision onTrainBegin(Trainer trainer) {
    if (!restored) {
      bestValue = monitor.worst();
      bestEpoch = 0;
      waited = 0;
      best.clear();
    }
    restored = false;
    return decision();
  }

  private Decision decision() {
    return waited >= patience ? Decision.STOP : Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    double value = report.metric(monitor.metric());
    if (monitor.better(value, bestValue)) {
      bestValue = value;
      bestEpoch = report.epoch();
      waited = 0;
      if (restoring) {
        keep(trainer.parameters());
      }
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
    restored = true;
  }
}
