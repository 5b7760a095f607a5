package rawi.nn.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much of the variance of the targets is explained: the mean over the n outputs of
 *
 * <pre>
 * R2 = 1 - sum (t - y)^2 / sum (t - mean(t))^2
 * </pre>
 *
 * (Keras's {@code R2Score}). 1 is perfect, 0 no better than the mean of the targets, below 0 worse
 * than it. Where the targets do not vary the quotient has no sense: 1 if every prediction is exact,
 * else 0, as in scikit-learn.
 */
public final class R2Score implements OutputMetric {
  private double rows;
  private double[] mean = new double[0];
  private double[] variation = new double[0]; // sum (t - mean)^2, updated as Welford (1962) does
  private double[] error = new double[0];

  @Override
  public String name() {
    return "r2_score";
  }

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    Entries.requireSameShape("R2Score", predictions, targets);
    int n = Math.toIntExact(predictions.size(-1));
    double[] got = predictions.dup('c').data().asDouble();
    double[] wanted = targets.dup('c').data().asDouble();
    boolean[] real = Entries.real(got.length / n, mask);
    for (int row = 0; row < real.length; row++) {
      if (real[row]) {
        add(
            Arrays.copyOfRange(got, row * n, row * n + n),
            Arrays.copyOfRange(wanted, row * n, row * n + n));
      }
    }
  }

  private void add(double[] got, double[] wanted) {
    if (rows == 0) {
      mean = new double[got.length];
      variation = new double[got.length];
      error = new double[got.length];
    } else if (got.length != mean.length) {
      throw new IllegalArgumentException(
          "R2Score: expected %d outputs as before, got %d".formatted(mean.length, got.length));
    }
    rows++;
    for (int k = 0; k < got.length; k++) {
      double off = wanted[k] - mean[k];
      mean[k] += off / rows;
      variation[k] += off * (wanted[k] - mean[k]);
      error[k] += (wanted[k] - got[k]) * (wanted[k] - got[k]);
    }
  }

  @Override
  public double result() {
    if (rows == 0) {
      return 0;
    }
    double sum = 0;
    for (int k = 0; k < mean.length; k++) {
      boolean constant = variation[k] == 0;
      sum += constant ? (error[k] == 0 ? 1 : 0) : 1 - error[k] / variation[k];
    }
    return sum / mean.length;
  }

  @Override
  public void reset() {
    rows = 0;
  }
}
