package rawi.tokenize;

import java.util.ArrayList;
import java.util.List;

/** Makes tokens of the places that a scanner finds, in their order. */
final class TokenList implements TokenSink {
  private final String text;
  private final char[] chars;
  private final Normalizer normalizer;
  private final List<Token> tokens;
  private int at;
  private int codePoints;

  TokenList(String text, char[] chars, Normalizer normalizer) {
    this.text = text;
    this.chars = chars;
    this.normalizer = normalizer;
    this.tokens = new ArrayList<>(chars.length / 5 + 4);
  }

  @Override
  public void token(int start, int end, Kind kind, Script script) {
    String piece = text.substring(start, end);
    String normalized = normalizer.apply(chars, start, end, piece, kind);
    int first = codePoints + codePoints(at, start);
    int last = first + codePoints(start, end);
    tokens.add(new Token(piece, normalized, start, end, first, last, kind, script));
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

  List<Token> tokens() {
    return tokens;
  }
}
