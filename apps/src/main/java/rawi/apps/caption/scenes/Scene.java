package rawi.apps.caption.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * What a picture shows, without the places of things: all that its caption says, so that one scene
 * has one right caption in each language.
 */
sealed interface Scene {
  /** Most figures of a group. */
  int MOST = 4;

  Ground ground();

  /** Equal figures of one size anywhere, one to {@link #MOST}. */
  record Group(int count, Size size, Figure figure, Ground ground) implements Scene {
    public Group {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException(
            "group: expected 1 to %d figures, got %d".formatted(MOST, count));
      }
    }
  }

  /** Two figures of any size, not alike: alike they would be a group. */
  record Pair(Figure first, Relation relation, Figure second, Ground ground) implements Scene {
    public Pair {
      if (first.equals(second)) {
        throw new IllegalArgumentException("pair: expected two different figures, got " + first);
      }
    }
  }

  /** Every figure there is. */
  private static List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (Colour colour : Colour.values()) {
      for (Shape shape : Shape.values()) {
        figures.add(new Figure(colour, shape));
      }
    }
    return figures;
  }

  /** Every group: 384. */
  static List<Scene> groups() {
    List<Scene> all = new ArrayList<>();
    for (Figure figure : figures()) {
      for (Ground ground : Ground.values()) {
        for (Size size : Size.values()) {
          for (int count = 1; count <= MOST; count++) {
            all.add(new Group(count, size, figure, ground));
          }
        }
      }
    }
    return all;
  }

  /** Every pair: 1440. */
  static List<Scene> pairs() {
    List<Scene> all = new ArrayList<>();
    for (Figure first : figures()) {
      for (Figure second : figures()) {
        for (Ground ground : Ground.values()) {
          for (Relation relation : Relation.values()) {
            if (!first.equals(second)) {
              all.add(new Pair(first, relation, second, ground));
            }
          }
        }
      }
    }
    return all;
  }
}
