package rawi.tokenize;

import java.util.function.Consumer;

/** Makes tokens of the places that a scanner finds, in their order, and hands each on. */
final class TokenMaker implements TokenSink {
  private final String text;
  private final char[] chars;
  private final Normalizer normalizer;
  private final Consumer<? super Token> out;
  private final boolean pairs;
  private int at;
  private int codePoints;

  TokenMaker(String text, char[] chars, Normalizer normalizer, Consumer<? super Token> out) {
    this.text = text;
    this.chars = chars;
    this.normalizer = normalizer;
    this.out = out;
    this.pairs = hasSurrogate(chars);
  }

  private static boolean hasSurrogate(char[] chars) {
    for (char c : chars) {
      if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void token(int start, int end, Kind kind, Script script) {
    String piece = text.substring(start, end);
    String normalized = normalizer.apply(chars, start, end, piece, kind);
    int first = pairs ? codePoints + codePoints(at, start) : start;
    int last = pairs ? first + codePoints(start, end) : end;
    out.accept(new Token(piece, normalized, start, end, first, last, kind, script));
    at = end;
    codePoints = last;
  }

  private int codePoints(int from, int to) {
    int count = to - from;
    for (int i = from + 1; i < to; i++) {
      if (Character.isLowSurrogate(chars[i]) && Character.isHighSurrogate(chars[i - 1])) {
        count--;
      }
    }
    return count;
  }
}
