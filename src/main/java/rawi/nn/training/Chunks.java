package rawi.nn.training;

import rawi.nn.Composite;
import rawi.nn.Junction;
import rawi.nn.OverTime;
import rawi.nn.Part;

/** Whether a model can read sequences some steps at a time. */
final class Chunks {
  private Chunks() {}

  /**
   * Refuses a model with a layer that cannot, by its name.
   *
   * @throws IllegalArgumentException saying which, and why
   */
  static void check(Junction model) {
    check("the model", model);
  }

  private static void check(String path, Junction junction) {
    if (junction instanceof OverTime layer) {
      layer
          .breaksChunks()
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(
                    "sequences read in chunks: %s %s".formatted(path, why));
              });
    }
    if (junction instanceof Composite composite) {
      for (Part part : composite.parts()) {
        part.built().ifPresent(built -> check("layer '%s'".formatted(part.name()), built));
      }
    }
  }
}
