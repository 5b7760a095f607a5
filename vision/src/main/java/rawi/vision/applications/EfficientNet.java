package rawi.vision.applications;

import rawi.nn.Initializer;
import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.VarianceScaling;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Multiply;
import rawi.nn.layers.Reshape;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.DepthwiseConv2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.StochasticDepth;
import rawi.vision.layers.StoredNormalization;
import rawi.vision.layers.ZeroPadding2D;

/**
 * EfficientNet-B0 (Tan and Le 2019): the blocks of MobileNetV2 with a squeeze and excitation each,
 * swish for the rectifier. Layers are called as in Keras; images from 0 to 255 are brought to size
 * within the network.
 */
final class EfficientNet {
  private static final int STEM = 32;
  private static final int SQUEEZE = 4; // channels of a block's input for each unit
  private static final double DROPPED = 0.2; // of the last block; earlier ones less
  private static final Initializer NORMAL =
      new VarianceScaling(
          2, VarianceScaling.Fan.OUT, VarianceScaling.Distribution.TRUNCATED_NORMAL);

  /** Window, blocks, filters, widening and the stride of the first block. */
  private record Stage(int window, int blocks, int filters, int widening, int stride) {}

  private static final Stage[] STAGES = {
    new Stage(3, 1, 16, 1, 1),
    new Stage(3, 2, 24, 6, 2),
    new Stage(5, 2, 40, 6, 2),
    new Stage(3, 3, 80, 6, 2),
    new Stage(5, 3, 112, 6, 1),
    new Stage(5, 4, 192, 6, 2),
    new Stage(3, 1, 320, 6, 1)
  };

  private EfficientNet() {}

  static Model b0(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(new Rescaling(1 / 255.0).named("rescaling"));
    x = x.then(new StoredNormalization().named("normalization"));
    x = x.then(new ZeroPadding2D(Leaning.of(x.shape(), 3)).named("stem_conv_pad"));
    x = x.then(filters(STEM, 3).strides(2).named("stem_conv"));
    x = active(x, "stem_bn", "stem_activation");
    int all = 0;
    for (Stage stage : STAGES) {
      all += stage.blocks;
    }
    int block = 0;
    for (int s = 0; s < STAGES.length; s++) {
      for (int i = 0; i < STAGES[s].blocks; i++) {
        String name = "block%d%c_".formatted(s + 1, (char) ('a' + i));
        x = block(x, STAGES[s], i == 0 ? STAGES[s].stride : 1, DROPPED * block++ / all, name);
      }
    }
    x = active(x.then(filters(1280, 1).named("top_conv")), "top_bn", "top_activation");
    return Ending.averaged(input, x, "avg_pool", DROPPED, options);
  }

  private static Node block(Node x, Stage stage, int stride, double dropped, String name) {
    int in = Math.toIntExact(x.shape().last());
    int wide = in * stage.widening;
    Node y = x;
    if (stage.widening > 1) {
      y = y.then(filters(wide, 1).named(name + "expand_conv"));
      y = active(y, name + "expand_bn", name + "expand_activation");
    }
    if (stride > 1) {
      y = y.then(new ZeroPadding2D(Leaning.of(y.shape(), stage.window)).named(name + "dwconv_pad"));
    }
    y =
        y.then(
            DepthwiseConv2D.of(stage.window)
                .strides(stride)
                .padding(stride == 1 ? Padding.SAME : Padding.VALID)
                .with(o -> o.useBias(false).kernelInitializer(NORMAL))
                .named(name + "dwconv"));
    y = active(y, name + "bn", name + "activation");
    y = excited(y, Math.max(1, in / SQUEEZE), name + "se_");
    y = y.then(filters(stage.filters, 1).named(name + "project_conv"));
    y = y.then(new BatchNormalization().named(name + "project_bn"));
    if (stride > 1 || in != stage.filters) {
      return y;
    }
    Node kept = dropped > 0 ? y.then(new StochasticDepth(dropped).named(name + "drop")) : y;
    return Node.join(new Add().named(name + "add"), kept, x);
  }

  private static Node excited(Node x, int units, String name) {
    int channels = Math.toIntExact(x.shape().last());
    Node mean = x.then(new GlobalAveragePooling2D().named(name + "squeeze"));
    Node weights =
        mean.then(Reshape.to(1, 1, channels).named(name + "reshape"))
            .then(weighing(units, Activations.SILU).named(name + "reduce"))
            .then(weighing(channels, Activations.SIGMOID).named(name + "expand"));
    return Node.join(new Multiply().named(name + "excite"), x, weights);
  }

  private static Conv2D weighing(int filters, ActivationFunction activation) {
    return Conv2D.of(filters, 1)
        .padding(Padding.SAME)
        .activation(activation)
        .with(o -> o.kernelInitializer(NORMAL));
  }

  private static Conv2D filters(int count, int size) {
    return Conv2D.of(count, size).with(o -> o.useBias(false).kernelInitializer(NORMAL));
  }

  private static Node active(Node x, String normalization, String activation) {
    return x.then(new BatchNormalization().named(normalization))
        .then(new Activation(Activations.SILU).named(activation));
  }
}
