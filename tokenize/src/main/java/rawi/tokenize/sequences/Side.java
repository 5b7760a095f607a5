package rawi.tokenize.sequences;

/** Where a sequence is padded or cut. */
public enum Side {
  /** Before the first element; of what is cut, the first elements go. */
  PRE,
  /** After the last element; of what is cut, the last elements go. */
  POST
}
