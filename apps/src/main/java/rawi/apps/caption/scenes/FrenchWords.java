package rawi.apps.caption.scenes;

/** The French words of scenes, with the gender of nouns and the forms of adjectives. */
final class FrenchWords {
  private FrenchWords() {}

  /** A noun; its plural ends in s. */
  record Noun(String singular, Gender gender) {
    String of(int count) {
      return count == 1 ? singular : singular + "s";
    }
  }

  /** An adjective in the singular; its plurals end in s. */
  record Adjective(String masculine, String feminine) {
    String of(int count, Gender gender) {
      String singular = gender == Gender.FEMININE ? feminine : masculine;
      return count == 1 ? singular : singular + "s";
    }
  }

  static Noun noun(Shape shape) {
    return switch (shape) {
      case CIRCLE -> new Noun("cercle", Gender.MASCULINE);
      case SQUARE -> new Noun("carré", Gender.MASCULINE);
      case TRIANGLE -> new Noun("triangle", Gender.MASCULINE);
      case STAR -> new Noun("étoile", Gender.FEMININE);
    };
  }

  static Adjective colour(Colour colour) {
    return switch (colour) {
      case RED -> new Adjective("rouge", "rouge");
      case BLUE -> new Adjective("bleu", "bleue");
      case GREEN -> new Adjective("vert", "verte");
      case YELLOW -> new Adjective("jaune", "jaune");
    };
  }

  static Adjective size(Size size) {
    return switch (size) {
      case SMALL -> new Adjective("petit", "petite");
      case BIG -> new Adjective("grand", "grande");
    };
  }

  /** With {@code fond}, masculine. */
  static String ground(Ground ground) {
    return switch (ground) {
      case WHITE -> "blanc";
      case GREY -> "gris";
      case BLACK -> "noir";
    };
  }

  /** The article of one, the numeral of several. */
  static String count(int count, Gender gender) {
    return switch (count) {
      case 1 -> gender == Gender.FEMININE ? "une" : "un";
      case 2 -> "deux";
      case 3 -> "trois";
      case 4 -> "quatre";
      default -> throw new IllegalArgumentException("no word for " + count);
    };
  }
}
