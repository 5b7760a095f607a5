package rawi.vision.applications;

import rawi.nn.Initializer;
import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.vision.layers.Conv2D;

/**
 * The residual network for small images (He, Zhang, Ren and Sun 2016, section 4.2): a convolution
 * of 16 filters, then three stages of 16, 32 and 64 filters with {@code blocks} blocks each, the
 * second and the third beginning with stride 2, the mean of the plane, dense classes.
 *
 * <pre>
 * block: y = relu(x + norm(conv(relu(norm(conv x)))))
 * </pre>
 *
 * Where a block changes size, x passes a 1 x 1 convolution (their option B). Layers with weights,
 * shortcuts aside: 6 blocks + 2. With three blocks (ResNet-20), 32 x 32 x 3 and 10 classes: 274,442
 * parameters; with one (ResNet-8): 78,666.
 */
final class SmallResNet {
  private SmallResNet() {}

  /**
   * The model.
   *
   * @param blocks in each stage, at least 1
   */
  static Model model(ApplicationOptions options, int blocks) {
    if (blocks < 1) {
      throw new IllegalArgumentException(
          "small-resnet: expected at least 1 block in each stage, got " + blocks);
    }
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = relu(normalized(input, 16, 3, 1));
    for (int stage = 0; stage < 3; stage++) {
      for (int i = 0; i < blocks; i++) {
        x = block(x, 16 << stage, stage > 0 && i == 0 ? 2 : 1);
      }
    }
    return Ending.averaged(input, x, "global_average_pooling2d", options);
  }

  private static Node block(Node x, int filters, int stride) {
    Node y = normalized(relu(normalized(x, filters, 3, stride)), filters, 3, 1);
    Node shortcut = stride == 1 ? x : x.then(convolution(filters, 1, stride));
    return relu(Node.join(new Add(), shortcut, y));
  }

  private static Node relu(Node x) {
    return x.then(new Activation(Activations.RELU));
  }

  private static Node normalized(Node x, int filters, int size, int stride) {
    return x.then(convolution(filters, size, stride)).then(new BatchNormalization());
  }

  private static Conv2D convolution(int filters, int size, int stride) {
    return Conv2D.of(filters, size)
        .strides(stride)
        .padding(Padding.SAME)
        .with(o -> o.kernelInitializer(Initializer.HE_NORMAL));
  }
}
