package rawi.tokenize;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Makes tokens of places that another tokenizer found in a text: text, offsets in code points, kind
 * and script are worked out here.
 */
public final class TokenBuilder {
  private static final Scanner KINDS = new Scanner(EnumSet.allOf(Rule.class));

  private final String text;
  private final char[] chars;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int codePoints;

  /** A builder of the tokens of {@code text}. */
  public TokenBuilder(String text) {
    this.text = text;
    this.chars = text.toCharArray();
  }

  /**
   * The next token.
   *
   * @param start index of the first UTF-16 unit
   * @param end index after the last
   * @param normalized its form; an empty one is replaced by the text itself
   * @throws IllegalArgumentException if it is empty, outside the text or overlaps the one before
   */
  public void add(int start, int end, String normalized) {
    if (start < at || end <= start || end > chars.length) {
      throw new IllegalArgumentException(
          "a token at %d to %d behind one that ends at %d, in a text of %d: expected tokens in order that do not overlap"
              .formatted(start, end, at, chars.length));
    }
    String piece = text.substring(start, end);
    int first = codePoints + text.codePointCount(at, start);
    int last = first + text.codePointCount(start, end);
    tokens.add(
        new Token(
            piece,
            normalized.isEmpty() ? piece : normalized,
            start,
            end,
            first,
            last,
            kind(start, end),
            Chars.scriptOf(chars, start, end)));
    at = end;
    codePoints = last;
  }

  /** The next token, in the form that {@code normalizer} gives it. */
  public void add(int start, int end, Normalizer normalizer) {
    if (start >= 0 && end > start && end <= chars.length) {
      add(start, end, normalizer.apply(text.substring(start, end), kind(start, end)));
    } else {
      add(start, end, "");
    }
  }

  /** The tokens so far. */
  public List<Token> tokens() {
    return List.copyOf(tokens);
  }

  /** The kind of what stands there, or of its first part that is no punctuation. */
  private Kind kind(int start, int end) {
    Kind[] found = {Kind.OTHER, Kind.OTHER};
    KINDS.scan(
        chars,
        start,
        end,
        (from, to, kind, script) -> {
          boolean sign = kind == Kind.PUNCTUATION || kind == Kind.OTHER;
          int place = sign ? 1 : 0;
          if (found[place] == Kind.OTHER) {
            found[place] = from == start && to < end && kind == Kind.NUMBER ? Kind.WORD : kind;
          }
        });
    return found[0] == Kind.OTHER ? found[1] : found[0];
  }
}
