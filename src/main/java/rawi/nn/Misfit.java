package rawi.nn;

import java.util.ArrayList;
import java.util.List;

/** The refusal of a layer that cannot take what those before it give: all of them by name. */
final class Misfit {
  private Misfit() {}

  /**
   * The exception to throw.
   *
   * @param givers what the layers before are called, with the shapes that they give
   * @param reason what the layer itself says
   */
  static IllegalArgumentException of(
      List<String> givers, List<Shape> given, String layer, IllegalArgumentException reason) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < givers.size(); i++) {
      parts.add("%s gives %s".formatted(givers.get(i), given.get(i)));
    }
    return new IllegalArgumentException(
        "%s; %s cannot take %s: %s"
            .formatted(
                parts.isEmpty() ? "nothing is given" : String.join(", ", parts),
                layer,
                parts.size() == 1 ? "it" : "them",
                reason.getMessage()),
        reason);
  }
}
