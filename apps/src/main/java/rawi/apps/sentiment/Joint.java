package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rawi.nn.metrics.TemperatureScaling;

/**
 * The logits of the two parts of a model put together, and made honest (Guo and others 2017):
 *
 * <pre>
 * p = softmax( ((1 - share) wide + share recurrent) / temperature )
 * </pre>
 *
 * @param share of the recurrent part, 0 to 1
 * @param temperature above 0
 */
record Joint(double share, double temperature) {
  private static final int STEPS = 20; // of the share, from 0 to 1

  /** No wide part. */
  static Joint recurrentAlone(double temperature) {
    return new Joint(1, temperature);
  }

  /**
   * The temperature that makes texts not learnt likeliest; 1 where they do not determine one,
   * because all of them are right.
   */
  static Joint fitAlone(List<double[]> recurrent, int[] labels) {
    return recurrentAlone(temperature(recurrent, labels));
  }

  /**
   * The least share of the recurrent part that is not clearly worse, on texts not learnt, than the
   * best of all: its mean loss is at most one standard error of the texts' differences above (the
   * rule of one standard error; Breiman and others 1984). What a few texts like by chance is not
   * taken for better than the wide part alone.
   */
  static Joint fit(List<double[]> wide, List<double[]> recurrent, int[] labels) {
    List<Joint> candidates =
        IntStream.rangeClosed(0, STEPS)
            .mapToObj(step -> new Joint((double) step / STEPS, 1))
            .map(plain -> plain.calibrated(wide, recurrent, labels))
            .toList();
    Joint best =
        candidates.stream()
            .min(Comparator.comparingDouble(joint -> joint.loss(wide, recurrent, labels)))
            .orElseThrow();
    double[] least = best.losses(wide, recurrent, labels);
    return candidates.stream()
        .filter(joint -> notClearlyWorse(joint.losses(wide, recurrent, labels), least))
        .findFirst()
        .orElse(best);
  }

  private Joint calibrated(List<double[]> wide, List<double[]> recurrent, int[] labels) {
    return new Joint(share, temperature(scaled(wide, recurrent), labels));
  }

  private static boolean notClearlyWorse(double[] losses, double[] least) {
    int n = losses.length;
    double mean = IntStream.range(0, n).mapToDouble(i -> losses[i] - least[i]).sum() / n;
    double squares =
        IntStream.range(0, n).mapToDouble(i -> Math.pow(losses[i] - least[i] - mean, 2)).sum();
    return mean <= Math.sqrt(squares / n / Math.max(1, n - 1));
  }

  private static double temperature(List<double[]> logits, int[] labels) {
    TemperatureScaling fitted = TemperatureScaling.fit(logits.toArray(double[][]::new), labels);
    return fitted.atBound() ? 1 : fitted.temperature();
  }

  private List<double[]> scaled(List<double[]> wide, List<double[]> recurrent) {
    return IntStream.range(0, wide.size())
        .mapToObj(i -> scaled(wide.get(i), recurrent.get(i)))
        .toList();
  }

  /** The logits of a text, divided by the temperature. */
  double[] scaled(double[] wide, double[] recurrent) {
    double[] logits = new double[recurrent.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = ((1 - share) * wide[k] + share * recurrent[k]) / temperature;
    }
    return logits;
  }

  /** Mean negative log likelihood. */
  double loss(List<double[]> wide, List<double[]> recurrent, int[] labels) {
    return Arrays.stream(losses(wide, recurrent, labels)).average().orElse(0);
  }

  private double[] losses(List<double[]> wide, List<double[]> recurrent, int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToDouble(
            i -> {
              double[] logits = scaled(wide.get(i), recurrent.get(i));
              double p = TemperatureScaling.none().probabilities(logits)[labels[i]];
              return -Math.log(Math.max(p, Double.MIN_NORMAL));
            })
        .toArray();
  }

  /** Share of texts whose likeliest label is the true one. */
  double accuracy(List<double[]> wide, List<double[]> recurrent, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] logits = scaled(wide.get(i), recurrent.get(i));
      int best = 0;
      for (int k = 1; k < logits.length; k++) {
        best = logits[k] > logits[best] ? k : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}
