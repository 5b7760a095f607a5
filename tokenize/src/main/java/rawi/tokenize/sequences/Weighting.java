package rawi.tokenize.sequences;

/** What a word of a text counts in its vector. */
public enum Weighting {
  /** 1 for a word that is there. */
  MULTI_HOT,
  /** How often the word is there. */
  COUNT,
  /**
   * The count times the inverse document frequency: log(1 + N / (1 + n)) of N texts learned from
   * and n texts with the word; of unknown words, the mean of those of all words. Keras's formula.
   */
  TF_IDF
}
