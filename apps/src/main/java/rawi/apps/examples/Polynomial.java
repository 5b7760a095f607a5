package rawi.apps.examples;

/**
 * A polynomial on [-1, 1], written in Legendre polynomials: they are nearly independent of each
 * other there, so that a high degree can be fitted as exactly as a low one.
 *
 * @param weights of the Legendre polynomials of degree 0 and on
 */
record Polynomial(double[] weights) {

  /** The one of that degree with the least sum of squared errors: A'A w = A'y. */
  static Polynomial fit(double[] x, double[] y, int degree) {
    int n = degree + 1;
    double[][] system = new double[n][n + 1]; // A'A and, in the last column, A'y
    for (int row = 0; row < x.length; row++) {
      double[] basis = legendre(x[row], n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          system[i][j] += basis[i] * basis[j];
        }
        system[i][n] += basis[i] * y[row];
      }
    }
    return new Polynomial(solved(system));
  }

  /** Gaussian elimination with the largest pivot of each column. */
  private static double[] solved(double[][] system) {
    int n = system.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(system[row][column]) > Math.abs(system[pivot][column]) ? row : pivot;
      }
      double[] swapped = system[pivot];
      system[pivot] = system[column];
      system[column] = swapped;
      for (int row = 0; row < n; row++) {
        double factor = row == column ? 0 : system[row][column] / swapped[column];
        for (int k = column; k <= n; k++) {
          system[row][k] -= factor * swapped[k];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = system[i][n] / system[i][i];
    }
    return solution;
  }

  /** P_0(x) to P_(count-1)(x), by (k+1) P_(k+1) = (2k+1) x P_k - k P_(k-1). */
  private static double[] legendre(double x, int count) {
    double[] p = new double[Math.max(2, count)];
    p[0] = 1;
    p[1] = x;
    for (int k = 1; k + 1 < count; k++) {
      p[k + 1] = ((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1);
    }
    return p;
  }

  double at(double x) {
    double[] basis = legendre(x, weights.length);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * basis[i];
    }
    return sum;
  }
}
