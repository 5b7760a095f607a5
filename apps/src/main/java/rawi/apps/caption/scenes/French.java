package rawi.apps.caption.scenes;

/**
 * {@code deux petites étoiles rouges sur fond noir}: size before the noun, colour behind it, both
 * agree with it in gender and number; {@code de} loses its vowel before {@code un}.
 */
record French() implements Grammar {
  @Override
  public String caption(Scene scene) {
    String figures;
    if (scene instanceof Scene.Pair pair) {
      String relation = pair.relation() == Relation.ABOVE ? "au-dessus" : "à gauche";
      figures = "%s %s d'%s".formatted(one(pair.first()), relation, one(pair.second()));
    } else if (scene instanceof Scene.Group group) {
      figures = group(group);
    } else {
      throw new IllegalStateException("no words for " + scene);
    }
    return "%s sur fond %s".formatted(figures, FrenchWords.ground(scene.ground()));
  }

  private static String one(Figure figure) {
    FrenchWords.Noun noun = FrenchWords.noun(figure.shape());
    return String.join(
        " ",
        FrenchWords.count(1, noun.gender()),
        noun.of(1),
        FrenchWords.colour(figure.colour()).of(1, noun.gender()));
  }

  private static String group(Scene.Group group) {
    FrenchWords.Noun noun = FrenchWords.noun(group.figure().shape());
    return String.join(
        " ",
        FrenchWords.count(group.count(), noun.gender()),
        FrenchWords.size(group.size()).of(group.count(), noun.gender()),
        noun.of(group.count()),
        FrenchWords.colour(group.figure().colour()).of(group.count(), noun.gender()));
  }
}
