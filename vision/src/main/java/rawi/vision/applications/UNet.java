package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.Shape;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Concatenate;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.Conv2DTranspose;
import rawi.vision.layers.Cropping2D;
import rawi.vision.layers.Margins;
import rawi.vision.layers.MaxPooling2D;

/**
 * A class for every pixel (Ronneberger and others 2015): down to a sixteenth of the plane and up
 * again, each level given what the same level saw on the way down. Convolutions are not padded, so
 * the output is smaller than the input: 572 x 572 gives 388 x 388. Its top is the 1 x 1 convolution
 * that names the class; without it the output is the 64 channels before.
 */
final class UNet {
  private static final int LEVELS = 4;
  private static final int FILTERS = 64;
  private static final long LEAST = 188;

  private UNet() {}

  /**
   * @throws IllegalArgumentException if the plane does not halve evenly four times
   */
  static Model model(ApplicationOptions options) {
    requireEven(options.inputShape());
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node[] seen = new Node[LEVELS];
    Node x = input;
    for (int level = 0; level < LEVELS; level++) {
      seen[level] = twice(x, FILTERS << level, "down%d_".formatted(level + 1));
      x = seen[level].then(MaxPooling2D.of(2).named("down%d_pool".formatted(level + 1)));
    }
    x = twice(x, FILTERS << LEVELS, "bottom_");
    for (int level = LEVELS - 1; level >= 0; level--) {
      String name = "up%d_".formatted(level + 1);
      Node up = x.then(Conv2DTranspose.of(FILTERS << level, 2).strides(2).named(name + "conv"));
      Node beside = seen[level].then(cropped(seen[level].shape(), up.shape()).named(name + "crop"));
      x = Node.join(new Concatenate().named(name + "concat"), beside, up);
      x = twice(x, FILTERS << level, name);
    }
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    return Model.of(
        input,
        x.then(
            Conv2D.of(options.classes(), 1)
                .activation(options.classifierActivation())
                .named(Ending.PREDICTIONS)));
  }

  private static Node twice(Node x, int filters, String name) {
    Conv2D three = Conv2D.of(filters, 3).activation(Activations.RELU);
    return x.then(three.named(name + "conv1")).then(three.named(name + "conv2"));
  }

  /** The middle of a plane, as large as another. */
  private static Cropping2D cropped(Shape plane, Shape other) {
    int rows = Math.toIntExact((plane.dims().get(0) - other.dims().get(0)) / 2);
    int columns = Math.toIntExact((plane.dims().get(1) - other.dims().get(1)) / 2);
    return new Cropping2D(Margins.of(rows, columns));
  }

  private static void requireEven(Shape plane) {
    for (long n : plane.dims().subList(0, 2)) {
      if (n < LEAST || (n - LEAST) % (1 << LEVELS) != 0) {
        throw new IllegalArgumentException(
            "unet: expected a height and width of 188, 204, 220 .. 572 .. (steps of 16), so that planes halve evenly, got images of shape "
                + plane);
      }
    }
  }
}
