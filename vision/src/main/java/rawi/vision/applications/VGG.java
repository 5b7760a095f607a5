package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Flatten;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;

/**
 * Five blocks of 3 x 3 convolutions, each followed by a pooling that halves the plane (Simonyan and
 * Zisserman 2015, configurations D and E). Layers are called as in Keras.
 */
final class VGG {
  private static final int[] FILTERS = {64, 128, 256, 512, 512};
  private static final int UNITS = 4096;

  private VGG() {}

  static Model vgg16(ApplicationOptions options) {
    return model(options, 2, 2, 3, 3, 3);
  }

  static Model vgg19(ApplicationOptions options) {
    return model(options, 2, 2, 4, 4, 4);
  }

  private static Model model(ApplicationOptions options, int... convolutions) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input;
    for (int block = 0; block < convolutions.length; block++) {
      String name = "block%d_".formatted(block + 1);
      for (int i = 1; i <= convolutions[block]; i++) {
        x =
            x.then(
                Conv2D.of(FILTERS[block], 3)
                    .padding(Padding.SAME)
                    .activation(Activations.RELU)
                    .named(name + "conv" + i));
      }
      x = x.then(MaxPooling2D.of(2).named(name + "pool"));
    }
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    return Model.of(
        input,
        x.then(new Flatten().named("flatten"))
            .then(Dense.of(UNITS, Activations.RELU).named("fc1"))
            .then(Dense.of(UNITS, Activations.RELU).named("fc2"))
            .then(Ending.classifier(options)));
  }
}
