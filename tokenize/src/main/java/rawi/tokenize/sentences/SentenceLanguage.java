package rawi.tokenize.sentences;

import java.util.Locale;

/** What a sentence is written in, as {@link LanguageGuess} tells it. */
public enum SentenceLanguage {
  /** French, or at least Latin letters without a sign of Arabizi. */
  FR,
  /** Arabic script. */
  AR,
  /** Arabic in Latin letters and digits. */
  ARABIZI,
  /** Two of these in one sentence. */
  MIXED,
  /** Other scripts, or no letter at all. */
  OTHER;

  /** Whether French may stand in it. */
  public boolean hasFrench() {
    return this == FR || this == MIXED;
  }

  /** Whether Arabizi may stand in it. */
  public boolean hasArabizi() {
    return this == ARABIZI || this == MIXED;
  }

  /** How output writes it: {@code arabizi}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
