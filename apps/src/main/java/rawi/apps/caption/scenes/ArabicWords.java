package rawi.apps.caption.scenes;

/** The Arabic words of scenes: nouns with gender, dual and plural; adjectives in the nominative. */
final class ArabicWords {
  private ArabicWords() {}

  /** A noun. */
  record Noun(String singular, String dual, String plural, Gender gender) {}

  /** An adjective; things in the plural take its feminine singular. */
  record Adjective(String masculine, String feminine, String dualMasculine, String dualFeminine) {
    String of(int count, Gender gender) {
      boolean masculineNoun = gender == Gender.MASCULINE;
      return switch (count) {
        case 1 -> masculineNoun ? masculine : feminine;
        case 2 -> masculineNoun ? dualMasculine : dualFeminine;
        default -> feminine;
      };
    }
  }

  static Noun noun(Shape shape) {
    return switch (shape) {
      case CIRCLE -> new Noun("دائرة", "دائرتان", "دوائر", Gender.FEMININE);
      case SQUARE -> new Noun("مربع", "مربعان", "مربعات", Gender.MASCULINE);
      case TRIANGLE -> new Noun("مثلث", "مثلثان", "مثلثات", Gender.MASCULINE);
      case STAR -> new Noun("نجمة", "نجمتان", "نجوم", Gender.FEMININE);
    };
  }

  static Adjective colour(Colour colour) {
    return switch (colour) {
      case RED -> new Adjective("أحمر", "حمراء", "أحمران", "حمراوان");
      case BLUE -> new Adjective("أزرق", "زرقاء", "أزرقان", "زرقاوان");
      case GREEN -> new Adjective("أخضر", "خضراء", "أخضران", "خضراوان");
      case YELLOW -> new Adjective("أصفر", "صفراء", "أصفران", "صفراوان");
    };
  }

  static Adjective size(Size size) {
    return switch (size) {
      case SMALL -> new Adjective("صغير", "صغيرة", "صغيران", "صغيرتان");
      case BIG -> new Adjective("كبير", "كبيرة", "كبيران", "كبيرتان");
    };
  }

  /** With {@code خلفية}, feminine. */
  static String ground(Ground ground) {
    return switch (ground) {
      case WHITE -> "بيضاء";
      case GREY -> "رمادية";
      case BLACK -> "سوداء";
    };
  }

  /**
   * The numeral from three on, of the other gender than the noun it counts.
   *
   * @param gender of the noun
   */
  static String numeral(int count, Gender gender) {
    boolean masculineNoun = gender == Gender.MASCULINE;
    return switch (count) {
      case 3 -> masculineNoun ? "ثلاثة" : "ثلاث";
      case 4 -> masculineNoun ? "أربعة" : "أربع";
      default -> throw new IllegalArgumentException("no numeral for " + count);
    };
  }
}
