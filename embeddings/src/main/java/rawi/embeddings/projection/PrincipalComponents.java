package rawi.embeddings.projection;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Principal component analysis (Pearson 1901): the two directions in which the points are spread
 * most, found by iterating the covariance on two vectors that are kept at right angles. The sign of
 * each direction is such that its largest element is positive.
 */
public record PrincipalComponents() implements Projection {
  private static final int MOST_ITERATIONS = 500;
  private static final double SETTLED = 1e-12;
  private static final long SEED = 1; // any start leads to the same directions

  @Override
  public double[][] project(List<float[]> points) {
    double[][] centred = centred(points);
    int dimensions = centred[0].length;
    double[][] directions = new double[2][dimensions];
    SplittableRandom random = new SplittableRandom(SEED);
    for (double[] direction : directions) {
      for (int j = 0; j < dimensions; j++) {
        direction[j] = random.nextDouble(-1, 1);
      }
    }
    orthonormalize(directions);
    double change = 1;
    for (int i = 0; i < MOST_ITERATIONS && change > SETTLED; i++) {
      double[][] next = {spread(centred, directions[0]), spread(centred, directions[1])};
      orthonormalize(next);
      change = Math.max(distance(next[0], directions[0]), distance(next[1], directions[1]));
      directions = next;
    }
    double[][] places = new double[centred.length][2];
    for (int d = 0; d < 2; d++) {
      double sign = sign(directions[d]);
      for (int i = 0; i < centred.length; i++) {
        places[i][d] = sign * dot(centred[i], directions[d]);
      }
    }
    return places;
  }

  private static double[][] centred(List<float[]> points) {
    int dimensions = points.get(0).length;
    double[] mean = new double[dimensions];
    for (float[] point : points) {
      for (int j = 0; j < dimensions; j++) {
        mean[j] += point[j] / (double) points.size();
      }
    }
    double[][] centred = new double[points.size()][dimensions];
    for (int i = 0; i < centred.length; i++) {
      for (int j = 0; j < dimensions; j++) {
        centred[i][j] = points.get(i)[j] - mean[j];
      }
    }
    return centred;
  }

  /** X^T X v: the covariance on a direction. */
  private static double[] spread(double[][] centred, double[] direction) {
    double[] sum = new double[direction.length];
    for (double[] point : centred) {
      double along = dot(point, direction);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += along * point[j];
      }
    }
    return sum;
  }

  private static void orthonormalize(double[][] directions) {
    normalize(directions[0]);
    double along = dot(directions[0], directions[1]);
    for (int j = 0; j < directions[1].length; j++) {
      directions[1][j] -= along * directions[0][j];
    }
    normalize(directions[1]);
  }

  /** To length 1; what is zero, because the points lie in a line or a point, stays zero. */
  private static void normalize(double[] direction) {
    double norm = Math.sqrt(dot(direction, direction));
    for (int j = 0; j < direction.length && norm > 0; j++) {
      direction[j] /= norm;
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }

  private static double sign(double[] direction) {
    double largest = 0;
    for (double x : direction) {
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
