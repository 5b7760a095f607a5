package rawi.tokenize;

/**
 * A piece of a source text.
 *
 * @param text exactly {@code source.substring(start, end)}
 * @param normalized the form that a vocabulary counts, see {@link Normalization}; never empty
 * @param start index of the first UTF-16 unit in the source
 * @param end index after the last UTF-16 unit
 */
public record Token(String text, String normalized, int start, int end, Kind kind, Script script) {}
