package rawi.apps.caption.scenes;

/** {@code two small red circles on a black background}. */
record English() implements Grammar {
  @Override
  public String caption(Scene scene) {
    String figures;
    if (scene instanceof Scene.Pair pair) {
      String relation = pair.relation() == Relation.ABOVE ? "above" : "to the left of";
      figures =
          "%s %s %s"
              .formatted("a " + named(1, pair.first()), relation, "a " + named(1, pair.second()));
    } else if (scene instanceof Scene.Group group) {
      figures =
          "%s %s %s"
              .formatted(
                  count(group.count()),
                  group.size() == Size.BIG ? "big" : "small",
                  named(group.count(), group.figure()));
    } else {
      throw new IllegalStateException("no words for " + scene);
    }
    return "%s on a %s background".formatted(figures, ground(scene.ground()));
  }

  private static String named(int count, Figure figure) {
    return "%s %s%s"
        .formatted(colour(figure.colour()), noun(figure.shape()), count == 1 ? "" : "s");
  }

  private static String count(int count) {
    return switch (count) {
      case 1 -> "a";
      case 2 -> "two";
      case 3 -> "three";
      case 4 -> "four";
      default -> throw new IllegalArgumentException("no word for " + count);
    };
  }

  private static String noun(Shape shape) {
    return switch (shape) {
      case CIRCLE -> "circle";
      case SQUARE -> "square";
      case TRIANGLE -> "triangle";
      case STAR -> "star";
    };
  }

  private static String colour(Colour colour) {
    return switch (colour) {
      case RED -> "red";
      case BLUE -> "blue";
      case GREEN -> "green";
      case YELLOW -> "yellow";
    };
  }

  private static String ground(Ground ground) {
    return switch (ground) {
      case WHITE -> "white";
      case GREY -> "grey";
      case BLACK -> "black";
    };
  }
}
