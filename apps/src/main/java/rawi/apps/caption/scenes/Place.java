package rawi.apps.caption.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a figure stands, in shares of the picture's side.
 *
 * @param r radius of the circle around it
 */
record Place(double x, double y, double r) {
  private static final double MARGIN = 0.02; // of the picture, and between two figures
  private static final int TRIES = 50; // until the figures of a group are thrown anew
  private static final Range SMALL = new Range(0.11, 0.13); // radius
  private static final Range BIG = new Range(0.17, 0.19);
  private static final Range ANY = new Range(0.14, 0.19);
  private static final double APART = 0.41; // least distance of a pair along its relation
  private static final double ALIKE = 0.08; // largest distance of a pair across it

  /** Numbers from the one to the other. */
  private record Range(double from, double to) {
    double draw(SplittableRandom random) {
      return from + (to - from) * random.nextDouble();
    }
  }

  /** A place for each figure of a scene, in the order in which its caption names them. */
  static List<Place> of(Scene scene, SplittableRandom random) {
    if (scene instanceof Scene.Pair pair) {
      return pair(pair, random);
    } else if (scene instanceof Scene.Group group) {
      List<Place> places = List.of();
      while (places.isEmpty()) {
        places = group(group, random);
      }
      return places;
    }
    throw new IllegalStateException("no places for " + scene);
  }

  /** Anywhere, but apart; none if the first figures left no room for the others. */
  private static List<Place> group(Scene.Group group, SplittableRandom random) {
    List<Place> places = new ArrayList<>();
    for (int tries = 0; places.size() < group.count() && tries < TRIES; tries++) {
      double r = (group.size() == Size.BIG ? BIG : SMALL).draw(random);
      Place place = new Place(inside(r, random), inside(r, random), r);
      if (places.stream().allMatch(place::isApartFrom)) {
        places.add(place);
      }
    }
    return places.size() == group.count() ? places : List.of();
  }

  private static List<Place> pair(Scene.Pair pair, SplittableRandom random) {
    double first = ANY.draw(random);
    double second = ANY.draw(random);
    double from = first + MARGIN;
    double to = 1 - second - MARGIN;
    double apart = APART + (to - from - APART) * random.nextDouble();
    double start = from + (to - from - apart) * random.nextDouble();
    double across = inside(Math.max(first, second) + ALIKE / 2, random);
    double shift = ALIKE * (random.nextDouble() - 0.5);
    return pair.relation() == Relation.ABOVE
        ? List.of(
            new Place(across + shift, start, first),
            new Place(across - shift, start + apart, second))
        : List.of(
            new Place(start, across + shift, first),
            new Place(start + apart, across - shift, second));
  }

  private static double inside(double r, SplittableRandom random) {
    return r + MARGIN + (1 - 2 * (r + MARGIN)) * random.nextDouble();
  }

  private boolean isApartFrom(Place other) {
    return Math.hypot(x - other.x, y - other.y) > r + other.r + MARGIN;
  }
}
