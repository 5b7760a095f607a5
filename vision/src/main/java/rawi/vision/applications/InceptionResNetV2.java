package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.layers.Conv2D;

/**
 * Inception modules whose output, made small, is added to their input (Szegedy and others 2017).
 * Layers with weights are called as in Keras.
 */
final class InceptionResNetV2 {
  private final Convolutions c = new Convolutions();

  private InceptionResNetV2() {}

  static Model model(ApplicationOptions options) {
    return new InceptionResNetV2().build(options);
  }

  private Model build(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = first(c.stem(input));
    for (int i = 1; i <= 10; i++) {
      x = block35(x, "block35_" + i);
    }
    x = toMiddle(x);
    for (int i = 1; i <= 20; i++) {
      x = block17(x, "block17_" + i);
    }
    x = toLarge(x);
    for (int i = 1; i <= 10; i++) {
      x = block8(x, "block8_" + i, i < 10);
    }
    x =
        x.then(
            Conv2D.of(1536, 1).padding(Padding.SAME).with(o -> o.useBias(false)).named("conv_7b"));
    x = x.then(new BatchNormalization().scale(false).named("conv_7b_bn"));
    x = x.then(new Activation(Activations.RELU).named("conv_7b_ac"));
    return Ending.averaged(input, x, "avg_pool", options);
  }

  private Node first(Node x) {
    Node one = c.same(x, 96, 1, 1);
    Node five = c.same(c.same(x, 48, 1, 1), 64, 5, 5);
    Node twice = c.same(c.same(c.same(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
    Node pool = c.same(Convolutions.smoothed(x), 64, 1, 1);
    return Convolutions.joined("mixed_5b", one, five, twice, pool);
  }

  private Node block35(Node x, String name) {
    Node one = c.same(x, 32, 1, 1);
    Node three = c.same(c.same(x, 32, 1, 1), 32, 3, 3);
    Node twice = c.same(c.same(c.same(x, 32, 1, 1), 48, 3, 3), 64, 3, 3);
    return relu(added(x, 0.17, name, one, three, twice), name);
  }

  private Node toMiddle(Node x) {
    Node three = c.valid(x, 384, 3, 2);
    Node twice = c.valid(c.same(c.same(x, 256, 1, 1), 256, 3, 3), 384, 3, 2);
    return Convolutions.joined("mixed_6a", three, twice, Convolutions.halved(x));
  }

  private Node block17(Node x, String name) {
    Node one = c.same(x, 192, 1, 1);
    Node seven = c.same(c.same(c.same(x, 128, 1, 1), 160, 1, 7), 192, 7, 1);
    return relu(added(x, 0.1, name, one, seven), name);
  }

  private Node toLarge(Node x) {
    Node three = c.valid(c.same(x, 256, 1, 1), 384, 3, 2);
    Node wide = c.valid(c.same(x, 256, 1, 1), 288, 3, 2);
    Node twice = c.valid(c.same(c.same(x, 256, 1, 1), 288, 3, 3), 320, 3, 2);
    return Convolutions.joined("mixed_7a", three, wide, twice, Convolutions.halved(x));
  }

  /** The last one is added whole and not rectified. */
  private Node block8(Node x, String name, boolean rectified) {
    Node one = c.same(x, 192, 1, 1);
    Node three = c.same(c.same(c.same(x, 192, 1, 1), 224, 1, 3), 256, 3, 1);
    return rectified ? relu(added(x, 0.2, name, one, three), name) : added(x, 1, name, one, three);
  }

  /** x + scale (the branches, brought to as many channels as x has). */
  private static Node added(Node x, double scale, String name, Node... branches) {
    Node mixed = Convolutions.joined(name + "_mixed", branches);
    int channels = Math.toIntExact(x.shape().last());
    Node up = mixed.then(Conv2D.of(channels, 1).padding(Padding.SAME).named(name + "_conv"));
    Node scaled = up.then(new Rescaling(scale).named(name + "_scale"));
    return Node.join(new Add().named(name), x, scaled);
  }

  private static Node relu(Node x, String name) {
    return x.then(new Activation(Activations.RELU).named(name + "_ac"));
  }
}
