package rawi.nn.metrics;

import java.util.Locale;

/** How the scores of the classes become one. */
public enum Average {
  /**
   * The plain mean over the classes that occur or were predicted. A label that is in neither says
   * nothing about the classifier and is left out, as scikit-learn does.
   */
  MACRO,
  /** The mean weighted by how many rows truly are of the class. */
  WEIGHTED;

  double weight(long support, long predictions) {
    return switch (this) {
      case MACRO -> support + predictions > 0 ? 1 : 0;
      case WEIGHTED -> support;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
