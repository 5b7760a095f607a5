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
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998, section 2) as it is built today:
 *
 * <pre>
 * 6 filters of 5 x 5, same - max 2 x 2 - 16 filters of 5 x 5, valid - max 2 x 2
 *   - dense 120 - dense 84 - dense classes
 * </pre>
 *
 * ReLU after each but the last. The paper's has a scaled tanh, subsampling by a trained mean, a
 * second layer of filters that see some of the planes only, and radial basis functions at the end.
 * For 28 x 28 x 1 and 10 classes: 61,706 parameters.
 */
final class LeNet5 {
  private LeNet5() {}

  static Model model(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x =
        input
            .then(Conv2D.of(6, 5).padding(Padding.SAME).activation(Activations.RELU))
            .then(MaxPooling2D.of(2))
            .then(Conv2D.of(16, 5).activation(Activations.RELU))
            .then(MaxPooling2D.of(2));
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    return Model.of(
        input,
        x.then(new Flatten())
            .then(Dense.of(120, Activations.RELU))
            .then(Dense.of(84, Activations.RELU))
            .then(Ending.classifier(options)));
  }
}
