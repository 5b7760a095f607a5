package rawi.nn.selection;

import java.util.Locale;

/**
 * How much of the data each part of a {@link Holdout} gets.
 *
 * @param train what is learnt from, above 0
 * @param valid what is watched to choose by
 * @param test what is judged on at the end
 */
public record Shares(double train, double valid, double test) {
  private static final double ROUNDING = 1e-9;

  public Shares {
    boolean shares = train > 0 && valid >= 0 && test >= 0;
    if (!shares || Math.abs(train + valid + test - 1) > ROUNDING) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "shares: expected some for training and a sum of 1, got %s, %s, %s",
              train,
              valid,
              test));
    }
  }

  /** What is not watched or judged on is learnt from. */
  public static Shares of(double valid, double test) {
    return new Shares(1 - valid - test, valid, test);
  }

  double[] all() {
    return new double[] {train, valid, test};
  }
}
