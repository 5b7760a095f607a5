package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.Flatten;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.LocalResponseNormalization;
import rawi.vision.layers.MaxPooling2D;

/**
 * The network that won ImageNet in 2012 (Krizhevsky and others 2012), with its two groups of
 * filters, which stood on two cards, its response normalization and its overlapping poolings. The
 * paper says 224 x 224; 227 is what its sizes need.
 */
final class AlexNet {
  private static final int UNITS = 4096;

  private AlexNet() {}

  static Model model(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(filters(96, 11).strides(4).padding(Padding.VALID).named("conv1"));
    x = pooled(x.then(new LocalResponseNormalization().named("norm1")), "pool1");
    x = x.then(filters(256, 5).groups(2).named("conv2"));
    x = pooled(x.then(new LocalResponseNormalization().named("norm2")), "pool2");
    x = x.then(filters(384, 3).named("conv3"));
    x = x.then(filters(384, 3).groups(2).named("conv4"));
    x = pooled(x.then(filters(256, 3).groups(2).named("conv5")), "pool5");
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    x = x.then(new Flatten().named("flatten"));
    x = x.then(Dense.of(UNITS, Activations.RELU).named("fc6"));
    x = x.then(new Dropout(0.5).named("drop6"));
    x = x.then(Dense.of(UNITS, Activations.RELU).named("fc7"));
    x = x.then(new Dropout(0.5).named("drop7"));
    return Model.of(input, x.then(Ending.classifier(options)));
  }

  private static Conv2D filters(int count, int size) {
    return Conv2D.of(count, size).padding(Padding.SAME).activation(Activations.RELU);
  }

  private static Node pooled(Node x, String name) {
    return x.then(MaxPooling2D.of(3).strides(2).named(name));
  }
}
