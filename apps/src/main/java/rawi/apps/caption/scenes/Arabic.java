package rawi.apps.caption.scenes;

/**
 * {@code دائرتان حمراوان كبيرتان على خلفية سوداء}: one is the bare noun, two its dual, more a
 * numeral of the other gender before the plural; colour, then size, agree with the noun, with the
 * plural of things in the feminine singular.
 */
record Arabic() implements Grammar {
  @Override
  public String caption(Scene scene) {
    String figures;
    if (scene instanceof Scene.Pair pair) {
      String relation = pair.relation() == Relation.ABOVE ? "فوق" : "على يسار";
      figures = "%s %s %s".formatted(named(1, pair.first()), relation, named(1, pair.second()));
    } else if (scene instanceof Scene.Group group) {
      Gender gender = ArabicWords.noun(group.figure().shape()).gender();
      String size = ArabicWords.size(group.size()).of(group.count(), gender);
      figures = named(group.count(), group.figure()) + " " + size;
    } else {
      throw new IllegalStateException("no words for " + scene);
    }
    return "%s على خلفية %s".formatted(figures, ArabicWords.ground(scene.ground()));
  }

  private static String named(int count, Figure figure) {
    ArabicWords.Noun noun = ArabicWords.noun(figure.shape());
    return counted(count, noun)
        + " "
        + ArabicWords.colour(figure.colour()).of(count, noun.gender());
  }

  private static String counted(int count, ArabicWords.Noun noun) {
    return switch (count) {
      case 1 -> noun.singular();
      case 2 -> noun.dual();
      default -> ArabicWords.numeral(count, noun.gender()) + " " + noun.plural();
    };
  }
}
