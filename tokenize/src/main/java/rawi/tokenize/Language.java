package rawi.tokenize;

/**
 * The language a text is expected in; it chooses the {@link Normalization}, never where tokens are
 * cut.
 */
public enum Language {
  FR,
  AR,
  /** Arabic script, French and Arabizi in any mixture. */
  AUTO;

  /**
   * The language named {@code fr}, {@code ar} or {@code auto}, in small or capital letters.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Language of(String name) {
    for (Language language : values()) {
      if (language.name().equalsIgnoreCase(name)) {
        return language;
      }
    }
    throw new IllegalArgumentException(
        "Unknown language '" + name + "': expected one of fr, ar, auto.");
  }
}
