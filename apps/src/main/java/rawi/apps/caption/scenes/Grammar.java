package rawi.apps.caption.scenes;

import java.util.List;

/** How a language says a scene. */
sealed interface Grammar permits English, French, Arabic {
  /** The one right caption. */
  String caption(Scene scene);

  /** The languages there are. */
  static List<String> languages() {
    return List.of("en", "fr", "ar");
  }

  /**
   * That of a language.
   *
   * @throws IllegalArgumentException naming the languages there are
   */
  static Grammar of(String lang) {
    return switch (lang) {
      case "en" -> new English();
      case "fr" -> new French();
      case "ar" -> new Arabic();
      default ->
          throw new IllegalArgumentException(
              "scenes: expected one of the languages %s, got '%s'".formatted(languages(), lang));
    };
  }
}
