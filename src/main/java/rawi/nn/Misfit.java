package rawi.nn;

import java.util.ArrayList;
import java.util.List;

/** The refusal of a layer that cannot take what those before it give: all of them by name. */
final class Misfit {
  /** What a layer that wants a sequence advises; it does not know who stands before it. */
  private static final String TO_WHOM_IT_MAY_CONCERN =
      "; set returnSequences on the layer before it";

  private Misfit() {}

  /**
   * Who gives an input.
   *
   * @param taken of what shapes; empty for an input of the model
   * @param given the shape
   */
  record Giver(String name, List<Shape> taken, Shape given) {
    /** Whether it read a sequence and gave no sequence. */
    private boolean endsSequence() {
      return given.rank() == 1 && taken.stream().anyMatch(shape -> shape.rank() == 2);
    }
  }

  /**
   * The exception to throw.
   *
   * @param reason what the layer itself says
   */
  static IllegalArgumentException of(
      List<Giver> givers, String layer, IllegalArgumentException reason) {
    List<String> parts = new ArrayList<>();
    for (Giver giver : givers) {
      parts.add("%s gives %s".formatted(giver.name(), giver.given()));
    }
    return new IllegalArgumentException(
        "%s; %s cannot take %s: %s"
            .formatted(
                parts.isEmpty() ? "nothing is given" : String.join(", ", parts),
                layer,
                parts.size() == 1 ? "it" : "them",
                advised(givers, String.valueOf(reason.getMessage()))),
        reason);
  }

  /** With advice for the layer that really stands before it. */
  private static String advised(List<Giver> givers, String reason) {
    if (givers.isEmpty() || !reason.endsWith(TO_WHOM_IT_MAY_CONCERN)) {
      return reason;
    }
    String said = reason.substring(0, reason.length() - TO_WHOM_IT_MAY_CONCERN.length());
    Giver first = givers.get(0); // the others are states
    return first.endsSequence()
        ? "%s; %s ends the sequence: set its returnSequences if it is recurrent, else leave it out"
            .formatted(said, first.name())
        : said + "; give it (time, features), such as Reshape or RepeatVector do";
  }
}
