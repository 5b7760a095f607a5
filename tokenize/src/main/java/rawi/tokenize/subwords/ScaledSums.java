package rawi.tokenize.subwords;

import java.util.Arrays;

/**
 * A sum of probabilities for each place of a piece, as a number and a power of two, so that long
 * pieces of rare tokens do not vanish: sum(i) 2^scale(i).
 */
final class ScaledSums {
  private static final int LEAST = -1022; // the smallest exponent of a normal double

  private double[] sums = new double[0];
  private int[] scales = new int[0];

  /** Places 0 to {@code length}; all sums are 0 but that of {@code one}, which is 1. */
  void begin(int length, int one) {
    if (sums.length <= length) {
      sums = new double[length * 2];
      scales = new int[length * 2];
    }
    Arrays.fill(sums, 0, length + 1, 0);
    sums[one] = 1;
    scales[one] = 0;
  }

  double sum(int place) {
    return sums[place];
  }

  int scale(int place) {
    return scales[place];
  }

  double log(int place) {
    return StrictMath.log(sums[place]) + scales[place] * StrictMath.log(2);
  }

  /** Adds {@code factor} times the complete sum at {@code from} to that at {@code to}. */
  void add(int to, int from, double factor) {
    double more = sums[from] * factor;
    int ahead = scales[from] - scales[to];
    if (sums[to] == 0) {
      sums[to] = more;
      scales[to] = scales[from];
    } else if (ahead <= 0) {
      sums[to] += more * powerOfTwo(ahead);
    } else {
      sums[to] = sums[to] * powerOfTwo(-ahead) + more;
      scales[to] = scales[from];
    }
  }

  /** Nothing is added to this place any more: brings its sum to between 1 and 2. */
  void complete(int place) {
    int exponent = Math.getExponent(sums[place]);
    sums[place] *= powerOfTwo(-exponent);
    scales[place] += exponent;
  }

  /** 2^exponent; 0 where it is too small to matter. */
  static double powerOfTwo(int exponent) {
    return exponent < LEAST ? 0 : Double.longBitsToDouble((long) (exponent - LEAST + 1) << 52);
  }
}
