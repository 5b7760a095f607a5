package rawi.vision.applications;

import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.GlobalMaxPooling2D;

/** The ends that most networks have behind their last plane. */
final class Ending {
  static final String PREDICTIONS = "predictions";

  private Ending() {}

  /** The mean of each channel, and one dense layer that names a class. */
  static Model averaged(Node input, Node plane, String pooling, ApplicationOptions options) {
    return averaged(input, plane, pooling, 0, options);
  }

  /** The same with dropout before the dense layer, where {@code dropout} is above 0. */
  static Model averaged(
      Node input, Node plane, String pooling, double dropout, ApplicationOptions options) {
    if (!options.includeTop()) {
      return withoutTop(input, plane, options);
    }
    Node mean = plane.then(new GlobalAveragePooling2D().named(pooling));
    Node kept = dropout > 0 ? mean.then(new Dropout(dropout).named("top_dropout")) : mean;
    return Model.of(input, kept.then(classifier(options)));
  }

  /** The layer that names a class. */
  static Layer.Spec classifier(ApplicationOptions options) {
    return Dense.of(options.classes(), options.classifierActivation()).named(PREDICTIONS);
  }

  /** What pooling makes of the last plane. */
  static Model withoutTop(Node input, Node plane, ApplicationOptions options) {
    return Model.of(
        input,
        switch (options.pooling()) {
          case NONE -> plane;
          case AVERAGE -> plane.then(new GlobalAveragePooling2D().named("avg_pool"));
          case MAX -> plane.then(new GlobalMaxPooling2D().named("max_pool"));
        });
  }
}
