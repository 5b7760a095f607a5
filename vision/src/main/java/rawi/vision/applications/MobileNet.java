package rawi.vision.applications;

import java.util.Optional;
import rawi.nn.Model;
import rawi.nn.Node;
import rawi.nn.backend.Padding;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.ReLU;
import rawi.nn.layers.Reshape;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.DepthwiseConv2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.Margins;
import rawi.vision.layers.ZeroPadding2D;

/**
 * Networks for telephones: planes are filtered channel by channel, and 1 x 1 convolutions mix the
 * channels. The first version (Howard and others 2017) does so in turn; the second (Sandler and
 * others 2018) widens the channels before the filters and narrows them behind, and adds what the
 * block was given. Width 1; layers are called as in Keras.
 */
final class MobileNet {
  private static final ReLU RELU6 = new ReLU(Optional.of(6.0), 0, 0);
  private static final ZeroPadding2D BEHIND = new ZeroPadding2D(new Margins(0, 1, 0, 1));
  private static final int STEM = 32; // filters of the first convolution
  private static final int WIDENING = 6;

  /** Of the second version: filters, blocks and the stride of the first of them. */
  private static final int[][] STAGES = {
    {24, 2, 2}, {32, 3, 2}, {64, 4, 2}, {96, 3, 1}, {160, 3, 2}, {320, 1, 1}
  };

  private MobileNet() {}

  static Model first(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(mixing(STEM, 3).strides(2).padding(Padding.SAME).named("conv1"));
    x = x.then(new BatchNormalization().named("conv1_bn")).then(RELU6.named("conv1_relu"));
    int channels = 64;
    for (int i = 1; i <= 13; i++) {
      int stride = i == 2 || i == 4 || i == 6 || i == 12 ? 2 : 1;
      channels = stride == 2 ? 2 * channels : channels;
      Node padded = stride == 1 ? x : x.then(BEHIND.named("conv_pad_" + i));
      x = padded.then(filters(stride).named("conv_dw_" + i));
      x = x.then(new BatchNormalization().named("conv_dw_%d_bn".formatted(i)));
      x = x.then(RELU6.named("conv_dw_%d_relu".formatted(i)));
      x = x.then(mixing(channels, 1).named("conv_pw_" + i));
      x = x.then(new BatchNormalization().named("conv_pw_%d_bn".formatted(i)));
      x = x.then(RELU6.named("conv_pw_%d_relu".formatted(i)));
    }
    if (!options.includeTop()) {
      return Ending.withoutTop(input, x, options);
    }
    return Model.of(
        input,
        x.then(new GlobalAveragePooling2D(true).named("global_average_pooling2d"))
            .then(new Dropout(0.001).named("dropout"))
            .then(Conv2D.of(options.classes(), 1).padding(Padding.SAME).named("conv_preds"))
            .then(Reshape.to(options.classes()).named("reshape_2"))
            .then(new Activation(options.classifierActivation()).named(Ending.PREDICTIONS)));
  }

  static Model second(ApplicationOptions options) {
    Node input = Node.input(Applications.INPUT, options.inputShape());
    Node x = input.then(mixing(STEM, 3).strides(2).padding(Padding.SAME).named("Conv1"));
    x = x.then(slow().named("bn_Conv1")).then(RELU6.named("Conv1_relu"));
    x = inverted(x, 1, 16, 1, "expanded_conv_");
    int block = 1;
    for (int[] stage : STAGES) {
      for (int i = 0; i < stage[1]; i++) {
        x = inverted(x, WIDENING, stage[0], i == 0 ? stage[2] : 1, "block_%d_".formatted(block++));
      }
    }
    x = x.then(mixing(1280, 1).named("Conv_1")).then(slow().named("Conv_1_bn"));
    x = x.then(RELU6.named("out_relu"));
    return Ending.averaged(input, x, "global_average_pooling2d", options);
  }

  /** Widened, filtered, narrowed; added to what it was given where both have one shape. */
  private static Node inverted(Node x, int widening, int filters, int stride, String name) {
    Node y = x;
    if (widening > 1) {
      y = y.then(mixing(Math.toIntExact(widening * x.shape().last()), 1).named(name + "expand"));
      y = y.then(slow().named(name + "expand_BN")).then(RELU6.named(name + "expand_relu"));
    }
    if (stride > 1) {
      y = y.then(new ZeroPadding2D(Leaning.of(y.shape(), 3)).named(name + "pad"));
    }
    y = y.then(filters(stride).named(name + "depthwise"));
    y = y.then(slow().named(name + "depthwise_BN"));
    y = y.then(RELU6.named(name + "depthwise_relu"));
    y = y.then(mixing(filters, 1).named(name + "project"));
    y = y.then(slow().named(name + "project_BN"));
    boolean same = stride == 1 && x.shape().last() == filters;
    return same ? Node.join(new Add().named(name + "add"), x, y) : y;
  }

  /** 3 x 3 filters of each channel alone; before a stride the plane has been padded. */
  private static DepthwiseConv2D filters(int stride) {
    return DepthwiseConv2D.of(3)
        .strides(stride)
        .padding(stride == 1 ? Padding.SAME : Padding.VALID)
        .with(o -> o.useBias(false));
  }

  private static Conv2D mixing(int filters, int size) {
    return Conv2D.of(filters, size).with(o -> o.useBias(false));
  }

  /** Keras's second version lets the moving means follow slowly. */
  private static BatchNormalization slow() {
    return new BatchNormalization().momentum(0.999);
  }
}
