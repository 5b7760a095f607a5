package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dropout;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;

/**
 * Pairs of 3 x 3 filters, as in VGG (Simonyan and Zisserman 2015), small enough for images of 32 x
 * 32 and a processor:
 *
 * <pre>
 * twice 32, maximum 2 x 2, twice 64, maximum 2 x 2, twice 128, mean of the plane, dense classes
 * </pre>
 *
 * Batch normalization and ReLU after each convolution, dropout after the second and the last
 * pooling. For 32 x 32 x 3 and 10 classes: 289,642 parameters.
 */
final class SmallVgg {
  private SmallVgg() {}

  static Model model(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = pair(input, 32).then(MaxPooling2D.of(2));
    x = pair(pair(x, 64).then(MaxPooling2D.of(2)).then(new Dropout(0.2)), 128);
    return Ending.averaged(input, x, "global_average_pooling2d", 0.3, options);
  }

  private static Node pair(Node x, int filters) {
    return normalized(normalized(x, filters), filters);
  }

  private static Node normalized(Node x, int filters) {
    return x.then(Conv2D.of(filters, 3).padding(Padding.SAME).with(o -> o.useBias(false)))
        .then(new BatchNormalization())
        .then(new Activation(Activations.RELU));
  }
}
