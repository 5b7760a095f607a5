package rawi.tokenize.subwords;

/** Takes sub-words one by one, in the order of the text, without an object for each. */
@FunctionalInterface
public interface SubwordSink {
  /** One token: UTF-16 units {@code start} (inclusive) to {@code end} (exclusive) of the source. */
  void token(int id, int start, int end);
}
