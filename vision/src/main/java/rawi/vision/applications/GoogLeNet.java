package rawi.vision.applications;

import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Dropout;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.LocalResponseNormalization;
import rawi.vision.layers.MaxPooling2D;

/**
 * The first Inception network (Szegedy and others 2015, table 1): each module looks at its input
 * through windows of 1, 3 and 5 places and through a pooling, and puts the four side by side.
 * Without normalization of batches and without the two classifiers that helped to train it.
 */
final class GoogLeNet {
  /**
   * Of a module: 1 x 1; before 3 x 3, 3 x 3; before 5 x 5, 5 x 5; behind the pooling.
   *
   * @param name as in the paper
   */
  private record Inception(String name, int one, int to3, int three, int to5, int five, int pool) {}

  private GoogLeNet() {}

  static Model model(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = pooled(input.then(filters(64, 7).strides(2).named("conv1")), "pool1");
    x = x.then(new LocalResponseNormalization().named("norm1"));
    x = x.then(filters(64, 1).named("conv2_reduce")).then(filters(192, 3).named("conv2"));
    x = pooled(x.then(new LocalResponseNormalization().named("norm2")), "pool2");
    x = inception(x, new Inception("3a", 64, 96, 128, 16, 32, 32));
    x = pooled(inception(x, new Inception("3b", 128, 128, 192, 32, 96, 64)), "pool3");
    x = inception(x, new Inception("4a", 192, 96, 208, 16, 48, 64));
    x = inception(x, new Inception("4b", 160, 112, 224, 24, 64, 64));
    x = inception(x, new Inception("4c", 128, 128, 256, 24, 64, 64));
    x = inception(x, new Inception("4d", 112, 144, 288, 32, 64, 64));
    x = pooled(inception(x, new Inception("4e", 256, 160, 320, 32, 128, 128)), "pool4");
    x = inception(x, new Inception("5a", 256, 160, 320, 32, 128, 128));
    x = inception(x, new Inception("5b", 384, 192, 384, 48, 128, 128));
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    x = x.then(new GlobalAveragePooling2D().named("avg_pool"));
    x = x.then(new Dropout(0.4).named("dropout"));
    return Model.of(input, x.then(Ending.classifier(options)));
  }

  private static Node inception(Node x, Inception module) {
    String name = "inception_%s_".formatted(module.name);
    Node one = x.then(filters(module.one, 1).named(name + "1x1"));
    Node three =
        x.then(filters(module.to3, 1).named(name + "3x3_reduce"))
            .then(filters(module.three, 3).named(name + "3x3"));
    Node five =
        x.then(filters(module.to5, 1).named(name + "5x5_reduce"))
            .then(filters(module.five, 5).named(name + "5x5"));
    Node pool =
        x.then(MaxPooling2D.of(3).strides(1).padding(Padding.SAME).named(name + "pool"))
            .then(filters(module.pool, 1).named(name + "pool_proj"));
    return Node.join(new Concatenate().named(name + "output"), one, three, five, pool);
  }

  private static Conv2D filters(int count, int size) {
    return Conv2D.of(count, size).padding(Padding.SAME).activation(Activations.RELU);
  }

  private static Node pooled(Node x, String name) {
    return x.then(MaxPooling2D.of(3).strides(2).padding(Padding.SAME).named(name));
  }
}
