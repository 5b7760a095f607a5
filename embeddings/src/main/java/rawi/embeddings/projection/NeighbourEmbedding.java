package rawi.embeddings.projection;

import java.util.Arrays;
import java.util.List;

/**
 * t-SNE (van der Maaten and Hinton 2008), exact: points are moved so that the probabilities with
 * which they would choose each other as neighbours are in the plane what they are in space,
 *
 * <pre>
 * p(j|i) ~ exp(-|x_i - x_j|^2 / 2 s_i^2)     s_i such that i has about "perplexity" neighbours
 * q(i,j) ~ 1 / (1 + |y_i - y_j|^2)            minimized: sum p log(p / q)
 * </pre>
 *
 * It begins at the {@link PrincipalComponents}, so nothing is drawn by chance. Time and memory grow
 * with the square of the number of points.
 *
 * @param perplexity neighbours that count; with few points fewer, a third of them
 */
public record NeighbourEmbedding(double perplexity) implements Projection {
  /** Most points: their squared distances take 72 MB. */
  public static final int MOST_POINTS = 3000;

  private static final int ITERATIONS = 1000;
  private static final int EXAGGERATED = 250; // iterations
  private static final double EXAGGERATION = 12;
  private static final double START = 1e-4; // spread of the first places
  private static final double LEAST_GAIN = 0.01;

  public NeighbourEmbedding {
    if (!(perplexity >= 1)) {
      throw new IllegalArgumentException("perplexity: expected at least 1, got " + perplexity);
    }
  }

  /** The authors' usual choice. */
  public static NeighbourEmbedding usual() {
    return new NeighbourEmbedding(30);
  }

  @Override
  public double[][] project(List<float[]> points) {
    int n = points.size();
    if (n > MOST_POINTS) {
      throw new IllegalArgumentException(
          "t-SNE: expected at most %d points, got %d; choose fewer words, or pca"
              .formatted(MOST_POINTS, n));
    }
    double[][] y = start(new PrincipalComponents().project(points));
    if (n < 4) {
      return y; // no neighbourhoods to speak of
    }
    double[][] p = affinities(points, Math.min(perplexity, (n - 1) / 3.0));
    double rate = Math.max(n / EXAGGERATION / 4, 50);
    double[][] speed = new double[n][2];
    double[][] gain = {new double[n], new double[n]};
    Arrays.fill(gain[0], 1);
    Arrays.fill(gain[1], 1);
    double[][] q = new double[n][n];
    for (int i = 0; i < ITERATIONS; i++) {
      boolean early = i < EXAGGERATED;
      double[][] gradient = gradient(p, early ? EXAGGERATION : 1, y, q);
      move(y, speed, gain, gradient, rate, early ? 0.5 : 0.8);
    }
    return y;
  }

  private static double[][] start(double[][] components) {
    double squares = 0;
    for (double[] place : components) {
      squares += place[0] * place[0];
    }
    double spread = Math.sqrt(squares / components.length);
    for (double[] place : components) {
      for (int d = 0; d < 2 && spread > 0; d++) {
        place[d] *= START / spread;
      }
    }
    return components;
  }

  /** p(i,j) = (p(j|i) + p(i|j)) / 2n. */
  private static double[][] affinities(List<float[]> points, double perplexity) {
    int n = points.size();
    double[][] p = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        p[i][j] = squaredDistance(points.get(i), points.get(j));
        p[j][i] = p[i][j];
      }
    }
    for (int i = 0; i < n; i++) {
      chooseNeighbours(p[i], i, Math.log(perplexity));
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double both = Math.max((p[i][j] + p[j][i]) / (2 * n), 1e-12);
        p[i][j] = both;
        p[j][i] = both;
      }
    }
    return p;
  }

  /** Turns squared distances into probabilities of that entropy, by halving for 1 / 2 s^2. */
  private static void chooseNeighbours(double[] row, int self, double entropy) {
    double[] distances = row.clone();
    double nearest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < row.length; j++) {
      nearest = j == self ? nearest : Math.min(nearest, distances[j]);
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1;
    for (int step = 0; step < 100; step++) {
      double sum = 0;
      double weighted = 0;
      for (int j = 0; j < row.length; j++) {
        row[j] = j == self ? 0 : Math.exp(-(distances[j] - nearest) * precision);
        sum += row[j];
        weighted += (distances[j] - nearest) * row[j];
      }
      double found = Math.log(sum) + precision * weighted / sum;
      for (int j = 0; j < row.length; j++) {
        row[j] /= sum;
      }
      if (Math.abs(found - entropy) < 1e-5) {
        return;
      }
      if (found > entropy) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
      } else {
        high = precision;
        precision = (low + high) / 2;
      }
    }
  }

  /** dy_i = 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2). */
  private static double[][] gradient(
      double[][] p, double exaggeration, double[][] y, double[][] q) {
    int n = y.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double dx = y[i][0] - y[j][0];
        double dy = y[i][1] - y[j][1];
        q[i][j] = 1 / (1 + dx * dx + dy * dy);
        sum += 2 * q[i][j];
      }
    }
    double[][] gradient = new double[n][2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double force = 4 * (exaggeration * p[i][j] - q[i][j] / sum) * q[i][j];
        for (int d = 0; d < 2; d++) {
          double pull = force * (y[i][d] - y[j][d]);
          gradient[i][d] += pull;
          gradient[j][d] -= pull;
        }
      }
    }
    return gradient;
  }

  /** A step with momentum, and a gain for each coordinate that grows while it goes one way. */
  private static void move(
      double[][] y,
      double[][] speed,
      double[][] gain,
      double[][] gradient,
      double rate,
      double momentum) {
    double[] mean = new double[2];
    for (int i = 0; i < y.length; i++) {
      for (int d = 0; d < 2; d++) {
        boolean onward = gradient[i][d] > 0 != speed[i][d] > 0;
        gain[d][i] = Math.max(LEAST_GAIN, onward ? gain[d][i] + 0.2 : gain[d][i] * 0.8);
        speed[i][d] = momentum * speed[i][d] - rate * gain[d][i] * gradient[i][d];
        y[i][d] += speed[i][d];
        mean[d] += y[i][d] / y.length;
      }
    }
    for (double[] place : y) {
      place[0] -= mean[0];
      place[1] -= mean[1];
    }
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double d = (double) a[j] - b[j];
      sum += d * d;
    }
    return sum;
  }
}
