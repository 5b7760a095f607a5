package rawi.tokenize.subwords;

/** Cuts the bytes of one piece into tokens. Safe for any number of threads. */
sealed interface Segmenter permits BytePairs, Unigram {
  /** Appends the ids of the first {@code length} bytes to {@code out}. */
  void segment(byte[] bytes, int length, Ids out, Scratch scratch);
}
