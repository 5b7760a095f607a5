package rawi.tokenize;

/** What a token is, decided by its form alone. */
public enum Kind {
  WORD,
  /**
   * Digits with their separators, sign or ordinal ending: {@code 1 234,5}, {@code 12/05/2024},
   * {@code 3e}.
   */
  NUMBER,
  PUNCTUATION,
  /** An emoji sequence of any length, or an emoticon written in ASCII such as {@code :-)}. */
  EMOJI,
  HASHTAG,
  MENTION,
  URL,
  EMAIL,
  /** Symbols and whatever Unicode has not assigned. */
  OTHER
}
