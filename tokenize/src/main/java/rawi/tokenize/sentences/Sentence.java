package rawi.tokenize.sentences;

/** UTF-16 units {@code start} (inclusive) to {@code end} (exclusive) of a text. */
public record Sentence(int start, int end) {}
