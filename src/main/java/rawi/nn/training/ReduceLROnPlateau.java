package rawi.nn.training;

import java.util.Map;

/**
 * Multiplies the learning rate by a factor when a metric has not become better for some epochs, as
 * Keras does. The optimizer's learning rate must be a number, not a schedule.
 */
public final class ReduceLROnPlateau implements Callback {
  private final Monitor monitor;
  private final Options options;
  private double best;
  private int waited;
  private int cooling;
  private boolean restored;

  /**
   * When and how far.
   *
   * @param factor what the rate is multiplied by, in (0, 1)
   * @param patience epochs without a better value after which it is
   * @param cooldown epochs after a change in which none is counted
   * @param smallest the rate never goes below
   */
  public record Options(double factor, int patience, int cooldown, double smallest) {
    public Options {
      if (!(factor > 0 && factor < 1)) {
        throw new IllegalArgumentException("factor: expected a number in (0, 1), got " + factor);
      }
      if (patience < 1 || cooldown < 0 || !(smallest >= 0)) {
        throw new IllegalArgumentException(
            "expected patience of at least 1, cooldown and smallest of at least 0, got %d, %d, %s"
                .formatted(patience, cooldown, smallest));
      }
    }

    /** Keras's defaults: factor 0.1, patience 10, no cooldown, down to 0. */
    public static Options defaults() {
      return new Options(0.1, 10, 0, 0);
    }
  }

  public ReduceLROnPlateau(Monitor monitor, Options options) {
    this.monitor = monitor;
    this.options = options;
    this.best = monitor.worst();
  }

  /** A new run forgets the one before; a resumed one goes on. */
  @Override
  public Decision onTrainBegin(Trainer trainer) {
    if (!restored) {
      best = monitor.worst();
      waited = 0;
      cooling = 0;
    }
    restored = false;
    return Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    double value = report.metric(monitor.metric());
    if (cooling > 0) {
      cooling--;
      waited = 0;
    }
    if (monitor.better(value, best)) {
      best = value;
      waited = 0;
    } else if (cooling == 0 && ++waited >= options.patience()) {
      reduce(trainer);
    }
    return Decision.CONTINUE;
  }

  private void reduce(Trainer trainer) {
    double before = trainer.learningRate();
    if (before > options.smallest()) {
      trainer.setLearningRate(Math.max(before * options.factor(), options.smallest()));
      cooling = options.cooldown();
      waited = 0;
    }
  }

  @Override
  public Saved save() {
    return new Saved(
        Map.of("best", best, "waited", (double) waited, "cooling", (double) cooling), Map.of());
  }

  @Override
  public void restore(Saved saved) {
    best = saved.numbers().getOrDefault("best", best);
    waited = saved.numbers().getOrDefault("waited", 0.0).intValue();
    cooling = saved.numbers().getOrDefault("cooling", 0.0).intValue();
    restored = true;
  }
}
