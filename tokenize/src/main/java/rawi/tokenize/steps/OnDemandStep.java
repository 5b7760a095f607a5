package rawi.tokenize.steps;

import java.util.Locale;

/** The steps that are only taken when asked for, in the order in which they are taken. */
public enum OnDemandStep {
  /** {@code du} is {@code de} {@code le}; see {@link Contractions}. */
  CONTRACTIONS,
  /** {@code والكتاب} is {@code و} {@code ال} {@code كتاب}; see {@link Clitics}. */
  CLITICS,
  /** {@code 7bibi} becomes {@code hbibi}; see {@link ArabiziFolding}. */
  ARABIZI_FOLDING,
  /** {@code le}, {@code في} and their kin are left out; see {@link StopWords}. */
  STOP_WORDS,
  /** {@code continuellement} becomes {@code continuel}; see {@link Stems}. */
  STEMS;

  /** The step itself. */
  public TokenStep step() {
    return switch (this) {
      case CONTRACTIONS -> new Contractions();
      case CLITICS -> new Clitics();
      case ARABIZI_FOLDING -> new ArabiziFolding();
      case STOP_WORDS -> new StopWords();
      case STEMS -> new Stems();
    };
  }

  /** How a command line writes it: {@code stop-words}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
