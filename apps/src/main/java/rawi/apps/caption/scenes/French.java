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
      figures = "%s %s d'%s".formatted(group(1, pair.first()), relation, group(1, pair.second()));
    } else if (scene instanceof Scene.Group group) {
      figures = group(group.count(), group.figure());
    } else {
      throw new IllegalStateException("no words for " + scene);
    }
    return "%s sur fond %s".formatted(figures, FrenchWords.ground(scene.ground()));
  }

  private static String group(int count, Figure figure) {
    FrenchWords.Noun noun = FrenchWords.noun(figure.shape());
    return String.join(
        " ",
        FrenchWords.count(count, noun.gender()),
        FrenchWords.size(figure.size()).of(count, noun.gender()),
        noun.of(count),
        FrenchWords.colour(figure.colour()).of(count, noun.gender()));
  }
}
