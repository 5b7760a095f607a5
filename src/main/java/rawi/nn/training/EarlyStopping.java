package rawi.nn.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;

/**
 * Ends training when a metric has not become better for some epochs, and puts back the weights of
 * the best one unless told otherwise. Of epochs with the same value the first is the best, or the
 * one that a second metric says, if there is one ({@link #breakingTies}); an epoch that is better
 * by the second alone does not put off the end.
 */
public final class EarlyStopping implements Callback {
  private final Monitor monitor;
  private final int patience;
  private final boolean restoring;
  private final Optional<Monitor> second;
  private final Map<String, INDArray> best = new LinkedHashMap<>();
  private double bestValue;
  private double bestSecond;
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
    this(monitor, patience, restoring, Optional.empty());
  }

  private EarlyStopping(
      Monitor monitor, int patience, boolean restoring, Optional<Monitor> second) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience: expected at least 1, got " + patience);
    }
    this.monitor = monitor;
    this.patience = patience;
    this.restoring = restoring;
    this.second = second;
    forget();
  }

  /**
   * The same before its first epoch, with a metric that tells which of the epochs is best that have
   * the same value of the one watched: accuracies of few examples are often equal.
   *
   * @param metric such as val_loss: see {@link Monitor#of}
   */
  public EarlyStopping breakingTies(String metric) {
    return new EarlyStopping(monitor, patience, restoring, Optional.of(Monitor.of(metric)));
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
      forget();
    }
    restored = false;
    return decision();
  }

  private void forget() {
    bestValue = monitor.worst();
    bestEpoch = 0;
    waited = 0;
    best.clear();
  }

  private Decision decision() {
    return waited >= patience ? Decision.STOP : Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    double value = report.metric(monitor.metric());
    boolean better = monitor.better(value, bestValue);
    if (better || (value == bestValue && betterBySecond(report))) {
      bestValue = value;
      bestSecond = second.map(s -> report.metric(s.metric())).orElse(0.0);
      bestEpoch = report.epoch();
      if (restoring) {
        keep(trainer.parameters());
      }
    }
    waited = better ? 0 : waited + 1;
    return decision();
  }

  private boolean betterBySecond(EpochReport report) {
    return second.map(s -> s.better(report.metric(s.metric()), bestSecond)).orElse(false);
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
        Map.of(
            "best",
            bestValue,
            "second",
            bestSecond,
            "bestEpoch",
            (double) bestEpoch,
            "waited",
            (double) waited),
        Map.copyOf(best));
  }

  @Override
  public void restore(Saved saved) {
    bestValue = saved.numbers().getOrDefault("best", bestValue);
    bestSecond = saved.numbers().getOrDefault("second", bestSecond);
    bestEpoch = saved.numbers().getOrDefault("bestEpoch", 0.0).intValue();
    waited = saved.numbers().getOrDefault("waited", 0.0).intValue();
    best.clear();
    saved.arrays().forEach((name, array) -> best.put(name, array.dup('c')));
    restored = true;
  }
}
