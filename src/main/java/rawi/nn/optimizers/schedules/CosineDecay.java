package rawi.nn.optimizers.schedules;

import java.util.Optional;

/**
 * Half a cosine (Loshchilov and Hutter 2017), after a linear warm-up if there is one (Goyal and
 * others 2017):
 *
 * <pre>
 * step &lt; warmupSteps:  initial + (target - initial) step / warmupSteps
 * after it, s = min(step - warmupSteps, decaySteps):
 *                      top ((1 - alpha) (1 + cos(pi s / decaySteps)) / 2 + alpha)
 * </pre>
 *
 * where top is the warm-up's target, or initial without one.
 *
 * @param alpha the share of top that remains at the end
 */
public record CosineDecay(
    double initialLearningRate, long decaySteps, double alpha, Optional<Warmup> warmup)
    implements LearningRateSchedule {
  public CosineDecay {
    Checks.rate("CosineDecay", "initialLearningRate", initialLearningRate);
    Checks.steps("CosineDecay", "decaySteps", decaySteps);
    Checks.rate("CosineDecay", "alpha", alpha);
  }

  /** A linear rise to {@code target} over the first {@code steps}. */
  public record Warmup(double target, long steps) {
    public Warmup {
      Checks.rate("CosineDecay", "warm-up target", target);
      Checks.steps("CosineDecay", "warm-up steps", steps);
    }
  }

  /** Down to 0, without warm-up. */
  public static CosineDecay of(double initialLearningRate, long decaySteps) {
    return new CosineDecay(initialLearningRate, decaySteps, 0, Optional.empty());
  }

  /** The same after a rise to {@code target} over {@code steps}, which come before decaySteps. */
  public CosineDecay withWarmup(double target, long steps) {
    return new CosineDecay(
        initialLearningRate, decaySteps, alpha, Optional.of(new Warmup(target, steps)));
  }

  @Override
  public double at(long step) {
    long warming = warmup.map(Warmup::steps).orElse(0L);
    double top = warmup.map(Warmup::target).orElse(initialLearningRate);
    if (step < warming) {
      return initialLearningRate + (top - initialLearningRate) * (double) step / (double) warming;
    }
    double s = (double) Math.min(step - warming, decaySteps);
    double cosine = (1 + Math.cos(Math.PI * s / (double) decaySteps)) / 2;
    return top * ((1 - alpha) * cosine + alpha);
  }
}
