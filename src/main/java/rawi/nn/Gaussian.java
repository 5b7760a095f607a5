package rawi.nn;

import java.util.SplittableRandom;

/** A seeded stream of normal and uniform numbers, the same on every machine. */
public final class Gaussian {
  private final SplittableRandom random;

  public Gaussian(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** N(0, 1), by the polar method (Marsaglia and Bray 1964). */
  public double next() {
    double u;
    double square;
    do {
      u = uniform(-1, 1);
      double v = uniform(-1, 1);
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    return u * Math.sqrt(-2 * Math.log(square) / square);
  }

  /** U[low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
