package rawi.tokenize;

/** Takes tokens one by one, in the order of the text, without an object for each. */
@FunctionalInterface
public interface TokenSink {
  /** One token: UTF-16 units {@code start} (inclusive) to {@code end} (exclusive) of the source. */
  void token(int start, int end, Kind kind, Script script);
}
