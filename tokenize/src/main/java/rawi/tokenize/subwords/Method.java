package rawi.tokenize.subwords;

/** How sub-words are found. */
public enum Method {
  /** Byte pair encoding: merges of neighbours, in the order learned (Sennrich et al., 2016). */
  BPE,
  /** The most probable cut under a unigram language model (Kudo, 2018). */
  UNIGRAM;

  /**
   * The one named {@code bpe} or {@code unigram}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Method of(String name) {
    for (Method each : values()) {
      if (each.name().equalsIgnoreCase(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "Unknown method '" + name + "': expected one of bpe, unigram.");
  }
}
