package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Concatenate;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.ZeroPadding2D;

/**
 * Densely connected networks: every layer of a block is given what all layers before it made, and
 * adds 32 channels to them (Huang and others 2017). Between two blocks half of the channels and a
 * quarter of the places are left. Layers are called as in Keras.
 */
final class DenseNet {
  private static final int GROWTH = 32;
  private static final double EPSILON = 1.001e-5;

  private DenseNet() {}

  static Model densenet121(ApplicationOptions options) {
    return model(options, 6, 12, 24, 16);
  }

  static Model densenet169(ApplicationOptions options) {
    return model(options, 6, 12, 32, 32);
  }

  static Model densenet201(ApplicationOptions options) {
    return model(options, 6, 12, 48, 32);
  }

  static Model densenet264(ApplicationOptions options) {
    return model(options, 6, 12, 64, 48);
  }

  private static Model model(ApplicationOptions options, int... layers) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(ZeroPadding2D.of(3).named("zero_padding2d"));
    x = x.then(convolution(2 * GROWTH, 7).strides(2).named("conv1_conv"));
    x = active(x, "conv1_bn", "conv1_relu");
    x = x.then(ZeroPadding2D.of(1).named("zero_padding2d_1"));
    x = x.then(MaxPooling2D.of(3).strides(2).named("pool1"));
    for (int block = 0; block < layers.length; block++) {
      if (block > 0) {
        x = transition(x, "pool" + (block + 1));
      }
      for (int i = 1; i <= layers[block]; i++) {
        x = grown(x, "conv%d_block%d".formatted(block + 2, i));
      }
    }
    return Ending.averaged(input, active(x, "bn", "relu"), "avg_pool", options);
  }

  /** All channels that there were, and 32 more made of them. */
  private static Node grown(Node x, String name) {
    Node y = active(x, name + "_0_bn", name + "_0_relu");
    y = y.then(convolution(4 * GROWTH, 1).named(name + "_1_conv"));
    y = active(y, name + "_1_bn", name + "_1_relu");
    y = y.then(convolution(GROWTH, 3).padding(Padding.SAME).named(name + "_2_conv"));
    return Node.join(new Concatenate().named(name + "_concat"), x, y);
  }

  private static Node transition(Node x, String name) {
    int half = Math.toIntExact(x.shape().last() / 2);
    return active(x, name + "_bn", name + "_relu")
        .then(convolution(half, 1).named(name + "_conv"))
        .then(AveragePooling2D.of(2).named(name + "_pool"));
  }

  private static Conv2D convolution(int filters, int size) {
    return Conv2D.of(filters, size).with(o -> o.useBias(false));
  }

  private static Node active(Node x, String normalization, String relu) {
    return x.then(new BatchNormalization().epsilon(EPSILON).named(normalization))
        .then(new Activation(Activations.RELU).named(relu));
  }
}
