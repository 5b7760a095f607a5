package rawi.vision.applications;

import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.SqueezeExcitation;
import rawi.vision.layers.ZeroPadding2D;

/**
 * Residual networks: each block adds what it computes to what it was given (He and others 2016). A
 * block that changes the size of the plane or the number of channels adds to a 1 x 1 convolution of
 * what it was given. Layers are called as in Keras's ResNet50: {@code conv3_block1_2_conv}.
 *
 * @param bottleneck whether a block is 1 x 1, 3 x 3, 1 x 1 convolutions, else two of 3 x 3
 * @param bias whether convolutions have one, though normalization follows
 * @param strideFirst whether a bottleneck halves the plane in its first convolution, as in the
 *     paper and Keras, else in its second, as in PyTorch
 * @param groups into which the 3 x 3 convolutions are cut (Xie and others 2017)
 * @param widening how many times wider than usual the grouped convolutions are
 * @param squeeze the ratio of a squeeze and excitation before the sum (Hu and others 2018)
 */
record ResNet(
    boolean bottleneck,
    boolean bias,
    boolean strideFirst,
    int groups,
    int widening,
    Optional<Integer> squeeze) {
  private static final int EXPANSION = 4; // of a bottleneck
  private static final int FILTERS = 64; // of the first stage; each later one has twice as many
  private static final double EPSILON = 1.001e-5;

  /** Keras's. */
  private static final ResNet KERAS = new ResNet(true, true, true, 1, 1, Optional.empty());

  private static final ResNet BASIC = new ResNet(false, false, false, 1, 1, Optional.empty());

  static Model resnet18(ApplicationOptions options) {
    return BASIC.model(options, 2, 2, 2, 2);
  }

  static Model resnet34(ApplicationOptions options) {
    return BASIC.model(options, 3, 4, 6, 3);
  }

  static Model resnet50(ApplicationOptions options) {
    return KERAS.model(options, 3, 4, 6, 3);
  }

  static Model resnet101(ApplicationOptions options) {
    return KERAS.model(options, 3, 4, 23, 3);
  }

  static Model resnet152(ApplicationOptions options) {
    return KERAS.model(options, 3, 8, 36, 3);
  }

  /** 32 groups of 4 channels in the first stage. */
  static Model resnext50(ApplicationOptions options) {
    return new ResNet(true, false, false, 32, 2, Optional.empty()).model(options, 3, 4, 6, 3);
  }

  static Model seresnet50(ApplicationOptions options) {
    return new ResNet(true, false, false, 1, 1, Optional.of(16)).model(options, 3, 4, 6, 3);
  }

  private Model model(ApplicationOptions options, int... blocks) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(ZeroPadding2D.of(3).named("conv1_pad"));
    x = relu(normalized(x, convolution(FILTERS, 7).strides(2), "conv1"), "conv1_relu");
    x = x.then(ZeroPadding2D.of(1).named("pool1_pad"));
    x = x.then(MaxPooling2D.of(3).strides(2).named("pool1_pool"));
    for (int stage = 0; stage < blocks.length; stage++) {
      int filters = FILTERS << stage;
      for (int block = 1; block <= blocks[stage]; block++) {
        int stride = stage > 0 && block == 1 ? 2 : 1;
        x = block(x, filters, stride, "conv%d_block%d".formatted(stage + 2, block));
      }
    }
    return Ending.averaged(input, x, "avg_pool", options);
  }

  private Node block(Node x, int filters, int stride, String name) {
    int out = bottleneck ? filters * EXPANSION : filters;
    Node shortcut =
        stride > 1 || x.shape().last() != out
            ? normalized(x, convolution(out, 1).strides(stride), name + "_0")
            : x;
    Node y = bottleneck ? narrow(x, filters, stride, name) : plain(x, filters, stride, name);
    if (squeeze.isPresent()) {
      y = y.then(new SqueezeExcitation(squeeze.get()).named(name + "_se"));
    }
    return relu(Node.join(new Add().named(name + "_add"), shortcut, y), name + "_out");
  }

  private Node narrow(Node x, int filters, int stride, String name) {
    int width = filters * widening;
    Node y = normalized(x, convolution(width, 1).strides(strideFirst ? stride : 1), name + "_1");
    y = relu(y, name + "_1_relu");
    Conv2D middle = convolution(width, 3).strides(strideFirst ? 1 : stride).groups(groups);
    y = relu(normalized(y, middle, name + "_2"), name + "_2_relu");
    return normalized(y, convolution(filters * EXPANSION, 1), name + "_3");
  }

  private Node plain(Node x, int filters, int stride, String name) {
    Node y = normalized(x, convolution(filters, 3).strides(stride), name + "_1");
    return normalized(relu(y, name + "_1_relu"), convolution(filters, 3), name + "_2");
  }

  private Conv2D convolution(int filters, int size) {
    return Conv2D.of(filters, size).with(o -> o.useBias(bias));
  }

  /**
   * A convolution and its normalization. Planes are padded alike on both sides, also where a stride
   * makes Keras's same padding lean to one.
   */
  private static Node normalized(Node x, Conv2D convolution, String name) {
    Layer.Spec normalization = new BatchNormalization().epsilon(EPSILON).named(name + "_bn");
    boolean plane = convolution.kernelSize().height() == 3;
    boolean strided = convolution.strides().height() > 1;
    Node padded = plane && strided ? x.then(ZeroPadding2D.of(1).named(name + "_pad")) : x;
    Conv2D fitting = plane && !strided ? convolution.padding(Padding.SAME) : convolution;
    return padded.then(fitting.named(name + "_conv")).then(normalization);
  }

  private static Node relu(Node x, String name) {
    return x.then(new Activation(Activations.RELU).named(name));
  }
}
