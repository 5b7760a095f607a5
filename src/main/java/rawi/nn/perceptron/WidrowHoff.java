package rawi.nn.perceptron;

import java.util.ArrayList;
import java.util.List;

/**
 * The delta rule (Widrow and Hoff 1960) on the output of a perceptron, one observation at a time, d
 * being its target:
 *
 * <pre>
 * e = d - y        w_i = w_i + eta e x_i        b = b + eta e
 * </pre>
 *
 * An output below the target so raises the weights of positive features. Observations come in the
 * order given, epoch after epoch, until one changes nothing: then none will. Where a line parts the
 * classes that is certain to come (Novikoff 1962); where none does, it never comes.
 *
 * @param learningRate eta
 * @param epochs at most so many
 */
public record WidrowHoff(double learningRate, int epochs) {
  private static final int EPOCHS = 100;

  public WidrowHoff {
    if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Widrow-Hoff: expected a learning rate above 0, got " + learningRate);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException("Widrow-Hoff: expected at least 1 epoch, got " + epochs);
    }
  }

  /** At most 100 epochs. */
  public static WidrowHoff of(double learningRate) {
    return new WidrowHoff(learningRate, EPOCHS);
  }

  /**
   * Learns from these observations and keeps every step.
   *
   * @throws IllegalArgumentException if there are none, or one has not a feature for each weight
   */
  public Trace train(Perceptron start, List<Observation> data) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("Widrow-Hoff: expected at least 1 observation, got none");
    }
    List<Trace.Row> rows = new ArrayList<>();
    Perceptron now = start;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      boolean changed = false;
      for (Observation seen : data) {
        Trace.Row row = step(rows.size() + 1, epoch, now, seen);
        rows.add(row);
        changed |= row.changed();
        now = row.after();
      }
      if (!changed) {
        return new Trace(start, rows, true);
      }
    }
    return new Trace(start, rows, false);
  }

  private Trace.Row step(int number, int epoch, Perceptron now, Observation seen) {
    double sum = now.sum(seen.x());
    int output = now.output(seen.x());
    int error = seen.target() - output;
    Perceptron after = error == 0 ? now : moved(now, seen.x(), learningRate * error);
    return new Trace.Row(number, epoch, seen, sum, output, after, !after.equals(now));
  }

  private static Perceptron moved(Perceptron now, List<Double> x, double by) {
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      weights.add(now.weights().get(i) + by * x.get(i));
    }
    return new Perceptron(weights, now.bias() + by);
  }
}
