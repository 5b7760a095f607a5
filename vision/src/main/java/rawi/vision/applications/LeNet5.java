package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.Shape;
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
 * ReLU after each but the last, which gives logits. The paper's has a scaled tanh, subsampling by a
 * trained mean, a second layer of filters that see some of the planes only, and radial basis
 * functions at the end. For 28 x 28 x 1 and 10 classes: 61,706 parameters.
 */
public final class LeNet5 {
  private static final int SMALLEST = 12; // below it nothing is left after the second maximum

  private LeNet5() {}

  /**
   * The model.
   *
   * @param input (height, width, channels) of an image, sides of at least 12
   * @throws IllegalArgumentException if the images are smaller
   */
  public static Model model(Shape input, int classes) {
    Planar.require("lenet5", input, SMALLEST);
    Node image = Node.input("image", input);
    Node logits =
        image
            .then(Conv2D.of(6, 5).padding(Padding.SAME).activation(Activations.RELU))
            .then(MaxPooling2D.of(2))
            .then(Conv2D.of(16, 5).activation(Activations.RELU))
            .then(MaxPooling2D.of(2))
            .then(new Flatten())
            .then(Dense.of(120, Activations.RELU))
            .then(Dense.of(84, Activations.RELU))
            .then(new Dense(classes).named("logits"));
    return Model.of(image, logits);
  }
}
