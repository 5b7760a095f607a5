package rawi.tokenize;

/**
 * A piece of a source text.
 *
 * @param text exactly {@code source.substring(start, end)}
 * @param normalized the form that a vocabulary counts, see {@link Normalization}; never empty
 * @param start index of the first UTF-16 unit in the source
 * @param end index after the last UTF-16 unit
 * @param codePointStart the same place counted in code points, as Python counts; a surrogate
 *     without its partner is one
 * @param codePointEnd count of code points before the end
 */
public record Token(
    String text,
    String normalized,
    int start,
    int end,
    int codePointStart,
    int codePointEnd,
    Kind kind,
    Script script) {

  /** This token with another normalized form. */
  public Token withNormalized(String form) {
    return new Token(text, form, start, end, codePointStart, codePointEnd, kind, script);
  }

  /**
   * The part {@code [from, to)} of this token's text as a token of its own, with its own form.
   *
   * @param from index into {@link #text}, not the source
   */
  public Token part(int from, int to, String form) {
    int first = codePointStart + text.codePointCount(0, from);
    return new Token(
        text.substring(from, to),
        form,
        start + from,
        start + to,
        first,
        first + text.codePointCount(from, to),
        kind,
        script);
  }
}
