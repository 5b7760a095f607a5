package rawi.vision.applications;

import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Concatenate;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.Size;

/**
 * The convolutions of an Inception network: each without bias, normalized without scale, rectified.
 * They are numbered in the order in which they are made, as Keras numbers them: {@code conv2d_7},
 * {@code batch_normalization_7}, {@code activation_7}.
 */
final class Convolutions {
  private int made;

  /** With same padding. */
  Node same(Node x, int filters, int height, int width) {
    return add(x, Conv2D.of(filters, new Size(height, width)).padding(Padding.SAME));
  }

  /** Without padding. */
  Node valid(Node x, int filters, int size, int stride) {
    return add(x, Conv2D.of(filters, size).strides(stride));
  }

  private Node add(Node x, Conv2D convolution) {
    String number = made == 0 ? "" : "_" + made;
    made++;
    return x.then(convolution.with(o -> o.useBias(false)).named("conv2d" + number))
        .then(new BatchNormalization().scale(false).named("batch_normalization" + number))
        .then(new Activation(Activations.RELU).named("activation" + number));
  }

  /** What the networks begin with, down to an eighth of the plane and 192 channels. */
  Node stem(Node input) {
    Node x = valid(input, 32, 3, 2);
    x = same(valid(x, 32, 3, 1), 64, 3, 3);
    x = valid(halved(x), 80, 1, 1);
    return halved(valid(x, 192, 3, 1));
  }

  /** The largest of windows of 3, half as many places. */
  static Node halved(Node x) {
    return x.then(MaxPooling2D.of(3).strides(2));
  }

  /** The mean around each place. */
  static Node smoothed(Node x) {
    return x.then(AveragePooling2D.of(3).strides(1).padding(Padding.SAME));
  }

  static Node joined(String name, Node... branches) {
    return Node.join(new Concatenate().named(name), branches);
  }
}
