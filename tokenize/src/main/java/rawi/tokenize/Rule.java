package rawi.tokenize;

/** The rules of {@link WordTokenizer}; each can be switched off alone. */
public enum Rule {
  /** {@code l'arbre} is {@code l'} and {@code arbre}; see {@link Elision}. */
  ELISION,
  /** {@code vaut-il} is {@code vaut} and {@code -il}; see {@link Inversion}. */
  INVERSION,
  /** {@code M.} and {@code etc.} keep their point; see {@link Abbreviation}. */
  ABBREVIATION,
  /** {@code 1 234,5} and {@code 12/05/2024} are one number; see {@link Numbers}. */
  NUMBER,
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
  HASHTAG
}
