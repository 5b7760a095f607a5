package rawi.nn.perceptron;

import java.util.Arrays;
import java.util.List;

/**
 * One neuron with Heaviside's step (McCulloch and Pitts 1943, Rosenblatt 1958):
 *
 * <pre>
 * Y = b + sum_i w_i x_i        y = 1 where Y >= 0, else 0
 * </pre>
 *
 * In float64 and plain Java: a course reads every number of it. Where Y = 0 parts the plane, so it
 * tells apart only what a line, or a hyperplane, parts; for more there are {@code Dense} layers.
 *
 * @param weights w, one for each feature
 * @param bias b
 */
public record Perceptron(List<Double> weights, double bias) {
  public Perceptron {
    weights = List.copyOf(weights);
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("perceptron: expected at least 1 weight, got none");
    }
  }

  public static Perceptron of(double bias, double... weights) {
    return new Perceptron(Arrays.stream(weights).boxed().toList(), bias);
  }

  /** With weights and bias 0. */
  public static Perceptron zero(int features) {
    return of(0, new double[features]);
  }

  /** How many numbers it learns: the weights and the bias. */
  public int parameters() {
    return weights.size() + 1;
  }

  /**
   * Y, before the step.
   *
   * @throws IllegalArgumentException if there is not one feature for each weight
   */
  public double sum(List<Double> x) {
    if (x.size() != weights.size()) {
      throw new IllegalArgumentException(
          "perceptron: expected %d features, got %d: %s".formatted(weights.size(), x.size(), x));
    }
    double sum = bias;
    for (int i = 0; i < x.size(); i++) {
      sum += weights.get(i) * x.get(i);
    }
    return sum;
  }

  /** y, 0 or 1. */
  public int output(List<Double> x) {
    return sum(x) >= 0 ? 1 : 0;
  }

  /** The share of observations whose output is the target; 0 of none. */
  public double accuracy(List<Observation> data) {
    long right = data.stream().filter(seen -> output(seen.x()) == seen.target()).count();
    return (double) right / Math.max(1, data.size());
  }
}
