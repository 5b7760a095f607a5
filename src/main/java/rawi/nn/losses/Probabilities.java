package rawi.nn.losses;

/** Numbers that are meant to be probabilities. */
final class Probabilities {
  /** Keras's: logarithms are taken of no less. */
  static final double EPSILON = 1e-7;

  /** How far a sum of float32 probabilities may be from 1 by rounding alone. */
  private static final double ROUNDING = 1e-3;

  private Probabilities() {}

  static boolean isOne(double p) {
    return p >= 0 && p <= 1 + ROUNDING;
  }

  static double clip(double p) {
    return Math.max(EPSILON, Math.min(1 - EPSILON, p));
  }

  /** Whether a logarithm of p was taken of p itself. */
  static boolean isInside(double p) {
    return p >= EPSILON && p <= 1 - EPSILON;
  }

  /** Whether n numbers sum to 1. */
  static boolean sumToOne(double[] p, int at, int n) {
    double sum = 0;
    for (int i = at; i < at + n; i++) {
      sum += p[i];
    }
    return Math.abs(sum - 1) <= ROUNDING;
  }

  /** Checks a share of labels to be spread: in [0, 1). */
  static void requireSmoothing(String loss, double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          loss + ": expected a label smoothing in [0, 1), got " + labelSmoothing);
    }
  }
}
