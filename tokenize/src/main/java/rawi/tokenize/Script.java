package rawi.tokenize;

/** The writing system of a token's first letter (Unicode Standard Annex 24, property Script). */
public enum Script {
  LATIN,
  ARABIC,
  /** Letters of any other script. */
  OTHER,
  /** No letter at all: punctuation, digits, emoji. */
  NONE
}
