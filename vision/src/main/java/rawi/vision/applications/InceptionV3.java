package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;

/**
 * Inception with its large windows taken apart: 5 x 5 as twice 3 x 3, 7 x 7 as 7 x 1 after 1 x 7
 * (Szegedy and others 2016). Layers are called as in Keras.
 */
final class InceptionV3 {
  private final Convolutions c = new Convolutions();

  private InceptionV3() {}

  static Model model(ApplicationOptions options) {
    return new InceptionV3().build(options);
  }

  private Model build(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = c.stem(input);
    x = small(x, 32, "mixed0");
    x = small(x, 64, "mixed1");
    x = small(x, 64, "mixed2");
    x = toMiddle(x);
    x = middle(x, 128, "mixed4");
    x = middle(x, 160, "mixed5");
    x = middle(x, 160, "mixed6");
    x = middle(x, 192, "mixed7");
    x = toLarge(x);
    x = large(x, "mixed9", "mixed9_0", "concatenate");
    x = large(x, "mixed10", "mixed9_1", "concatenate_1");
    return Ending.averaged(input, x, "avg_pool", options);
  }

  private Node small(Node x, int pooled, String name) {
    Node one = c.same(x, 64, 1, 1);
    Node five = c.same(c.same(x, 48, 1, 1), 64, 5, 5);
    Node twice = c.same(c.same(c.same(x, 64, 1, 1), 96, 3, 3), 96, 3, 3);
    Node pool = c.same(Convolutions.smoothed(x), pooled, 1, 1);
    return Convolutions.joined(name, one, five, twice, pool);
  }

  private Node toMiddle(Node x) {
    Node three = c.valid(x, 384, 3, 2);
    Node twice = c.valid(c.same(c.same(x, 64, 1, 1), 96, 3, 3), 96, 3, 2);
    return Convolutions.joined("mixed3", three, twice, Convolutions.halved(x));
  }

  private Node middle(Node x, int width, String name) {
    Node one = c.same(x, 192, 1, 1);
    Node seven = c.same(c.same(c.same(x, width, 1, 1), width, 1, 7), 192, 7, 1);
    Node twice = c.same(c.same(c.same(x, width, 1, 1), width, 7, 1), width, 1, 7);
    twice = c.same(c.same(twice, width, 7, 1), 192, 1, 7);
    Node pool = c.same(Convolutions.smoothed(x), 192, 1, 1);
    return Convolutions.joined(name, one, seven, twice, pool);
  }

  private Node toLarge(Node x) {
    Node three = c.valid(c.same(x, 192, 1, 1), 320, 3, 2);
    Node seven = c.same(c.same(c.same(x, 192, 1, 1), 192, 1, 7), 192, 7, 1);
    seven = c.valid(seven, 192, 3, 2);
    return Convolutions.joined("mixed8", three, seven, Convolutions.halved(x));
  }

  private Node large(Node x, String name, String first, String second) {
    Node one = c.same(x, 320, 1, 1);
    Node three = c.same(x, 384, 1, 1);
    three = Convolutions.joined(first, c.same(three, 384, 1, 3), c.same(three, 384, 3, 1));
    Node twice = c.same(c.same(x, 448, 1, 1), 384, 3, 3);
    twice = Convolutions.joined(second, c.same(twice, 384, 1, 3), c.same(twice, 384, 3, 1));
    Node pool = c.same(Convolutions.smoothed(x), 192, 1, 1);
    return Convolutions.joined(name, one, three, twice, pool);
  }
}
