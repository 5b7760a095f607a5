package rawi.tokenize;

import java.util.Locale;

/** The rules of {@link WordTokenizer}; each can be switched off alone. */
public enum Rule {
  /** {@code l'arbre} is {@code l'} and {@code arbre}; see {@link Elision}. */
  ELISION,
  /** {@code vaut-il} is {@code vaut} and {@code -il}; see {@link Inversion}. */
  INVERSION,
  /** {@code M.} and {@code etc.} keep their point; see {@link Abbreviation}. */
  ABBREVIATION,
  /** {@code 1 234,5}, {@code -3} and {@code 24e} are one number; see {@link Numbers}. */
  NUMBER,
  /**
   * {@code 12/05/2024}, {@code 8:30} and {@code 2007-2008} are one number; see {@link Numbers}. It
   * does nothing where {@link #NUMBER} is off.
   */
  DATE,
  /**
   * {@code 7bibi} and {@code 3'ali} are one word: digits stand for the sounds of Arabic that Latin
   * letters lack (Darwish, 2014; Fourati and others, 2020). Digits behind a letter belong to its
   * word anyway, as Unicode Standard Annex 29 has it.
   */
  ARABIZI,
  /** Emoji sequences are one token; see {@link Emoji}. */
  EMOJI,
  /** {@code :-)} and its kin are one token; see {@link Emoticon}. */
  EMOTICON,
  /** Web addresses are one token; see {@link WebAddress}. */
  URL,
  /** E-mail addresses are one token; see {@link WebAddress}. */
  EMAIL,
  /** {@code @name} is one token; see {@link Tag}. */
  MENTION,
  /** {@code #topic} is one token; see {@link Tag}. */
  HASHTAG;

  /** How a command line writes it: {@code elision}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
