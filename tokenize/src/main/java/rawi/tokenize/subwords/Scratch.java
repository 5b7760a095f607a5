package rawi.tokenize.subwords;

/** Memory of one call of the encoder, made when it is first needed and reused for every piece. */
final class Scratch {
  private static final int START = 128;

  byte[] bytes = new byte[0];
  int[] symbols = new int[0];
  int[] links = new int[0];
  double[] scores = new double[0];

  /** Room for the bytes of {@code units} UTF-16 units. */
  byte[] bytesFor(int units) {
    int needed = units * Utf8.MOST;
    if (bytes.length < needed) {
      bytes = new byte[roomFor(needed)];
    }
    return bytes;
  }

  /** {@link #symbols} and {@link #links} of at least {@code n}. */
  void needInts(int n) {
    if (symbols.length < n) {
      symbols = new int[roomFor(n)];
      links = new int[symbols.length];
    }
  }

  /** {@link #scores} of at least {@code n}. */
  void needScores(int n) {
    if (scores.length < n) {
      scores = new double[roomFor(n)];
    }
  }

  private static int roomFor(int needed) {
    return Math.max(START, needed + (needed >> 2));
  }
}
