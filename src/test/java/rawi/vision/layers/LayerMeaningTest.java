package rawi.vision.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.regularizers.Regularizer;

class LayerMeaningTest {
  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of(Conv2D.of(1, 1), "conv2d"),
        Arguments.of(DepthwiseConv2D.of(1), "depthwise_conv2d"),
        Arguments.of(SeparableConv2D.of(1, 1), "separable_conv2d"),
        Arguments.of(Conv2DTranspose.of(1, 1), "conv2d_transpose"),
        Arguments.of(MaxPooling2D.of(2), "max_pooling2d"),
        Arguments.of(AveragePooling2D.of(2), "average_pooling2d"),
        Arguments.of(new GlobalMaxPooling2D(), "global_max_pooling2d"),
        Arguments.of(new GlobalAveragePooling2D(), "global_average_pooling2d"),
        Arguments.of(ZeroPadding2D.of(1), "zero_padding2d"),
        Arguments.of(Cropping2D.of(1), "cropping2d"),
        Arguments.of(UpSampling2D.of(2), "up_sampling2d"),
        Arguments.of(new SqueezeExcitation(), "squeeze_excitation"));
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("layers are called as in Keras")
  void names(Layer.Spec spec, String name) {
    assertEquals(name, spec.name());
  }

  @Test
  @DisplayName("parameters have Keras's names, shapes and order")
  void parameters() {
    Shape plane = Shape.of(9, 9, 4);
    assertParameters(Conv2D.of(6, new Size(3, 2)), plane, "kernel (3, 2, 4, 6)", "bias (6)");
    assertParameters(Conv2D.of(6, 3).groups(2), plane, "kernel (3, 3, 2, 6)", "bias (6)");
    assertParameters(
        DepthwiseConv2D.of(3).depthMultiplier(2), plane, "kernel (3, 3, 4, 2)", "bias (8)");
    assertParameters(
        SeparableConv2D.of(5, 3),
        plane,
        "depthwise_kernel (3, 3, 4, 1)",
        "pointwise_kernel (1, 1, 4, 5)",
        "bias (5)");
    assertParameters(Conv2DTranspose.of(5, 2), plane, "kernel (2, 2, 5, 4)", "bias (5)");
    assertParameters(Conv2D.of(6, 3).with(o -> o.useBias(false)), plane, "kernel (3, 3, 4, 6)");
  }

  private static void assertParameters(Layer.Spec spec, Shape in, String... expected) {
    List<String> got =
        spec.build(in, new Weights(1, DataType.FLOAT)).parameters().stream()
            .map(p -> p.name() + " " + Shape.of(p.value().shape()))
            .toList();
    assertThat(got).containsExactly(expected);
  }

  @Test
  @DisplayName("penalties and initializers reach the parameters")
  void options() {
    Regularizer l2 = Regularizer.l2(0.1);
    List<Parameter> parameters =
        Conv2D.of(2, 1)
            .with(o -> o.kernelRegularizer(l2).biasInitializer(rawi.nn.Initializer.ONES))
            .build(Shape.of(1, 1, 1), new Weights(1, DataType.FLOAT))
            .parameters();
    assertEquals(Optional.of(l2), parameters.get(0).regularizer());
    assertEquals(Optional.empty(), parameters.get(1).regularizer());
    assertEquals(2, parameters.get(1).value().sumNumber().doubleValue());
  }

  @Test
  @DisplayName("a frozen layer passes gradients through and keeps none")
  void frozen() {
    for (Layer.Spec spec :
        List.of(
            Conv2D.of(2, 2),
            DepthwiseConv2D.of(2),
            SeparableConv2D.of(2, 2),
            Conv2DTranspose.of(2, 2),
            new SqueezeExcitation(1))) {
      INDArray x = GradientCheck.random(1, 2, 3, 3, 2);
      Layer layer = spec.build(Shape.of(3, 3, 2), new Weights(1, DataType.DOUBLE));
      layer.parameters().forEach(p -> p.setTrainable(false));
      Context context = Context.training(new Nd4jKernels(), new Arena(), 1);
      assertThat(layer.forward(Signal.of(x), context).output().differentiable()).isFalse();
      Pass pass = layer.forward(Signal.of(x).asDifferentiable(), context);
      INDArray y = pass.output().values();
      assertThat(pass.backward().apply(Nd4j.ones(DataType.DOUBLE, y.shape()))).isPresent();
      for (Parameter p : layer.parameters()) {
        assertEquals(0, p.squaredGradientNorm(), spec + " " + p.name());
      }
    }
  }

  @Test
  @DisplayName("the mean leaves padding out: 1 2 / 3 4 with same windows of 2 x 2")
  void averageWithoutPadding() {
    INDArray x = Nd4j.createFromArray(1.0, 2, 3, 4).reshape(1, 2, 2, 1);
    Layer.Spec spec = new AveragePooling2D(Size.of(2), Size.of(1), Padding.SAME);
    assertArrayEquals(new double[] {2.5, 3, 3.5, 4}, run(spec, x), 1e-12);
  }

  @Test
  @DisplayName("a height or width that only data tells stays open, and works")
  void anySize() {
    Shape open = Shape.of(Shape.ANY, Shape.ANY, 3);
    assertEquals(Shape.of(Shape.ANY, Shape.ANY, 5), Conv2D.of(5, 3).outputShape(open));
    assertEquals(Shape.of(3), new GlobalAveragePooling2D().outputShape(open));
    Shape wide = Shape.of(4, Shape.ANY, 3);
    assertEquals(Shape.of(8, Shape.ANY, 3), UpSampling2D.of(2).outputShape(wide));
    assertEquals(Shape.of(9, Shape.ANY, 2), Conv2DTranspose.of(2, 3).strides(2).outputShape(wide));
    assertEquals(Shape.of(2, Shape.ANY, 3), Cropping2D.of(1).outputShape(wide));
    Layer layer = Conv2D.of(5, 3).build(open, new Weights(1, DataType.DOUBLE));
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    for (long size : new long[] {3, 8}) {
      INDArray x = GradientCheck.random(1, 1, size, 4, 3);
      assertEquals(size - 2, layer.forward(Signal.of(x), context).output().values().size(1));
    }
  }

  static Stream<Arguments> refusals() {
    Shape plane = Shape.of(5, 6, 4);
    return Stream.of(
        refused(() -> Conv2D.of(0, 3), "Conv2D: expected filters of at least 1, got 0"),
        refused(() -> Conv2D.of(1, 0), "Conv2D: expected kernelSize of at least 1, got (0, 0)"),
        refused(
            () -> Conv2D.of(1, 3).strides(0), "Conv2D: expected strides of at least 1, got (0, 0)"),
        refused(
            () -> Conv2D.of(1, 3).strides(2).dilationRate(Size.of(2)),
            "Conv2D: expected stride 1 with a dilated window, got strides (2, 2) and dilationRate"
                + " (2, 2)"),
        refused(
            () -> Conv2D.of(4, 3).groups(3),
            "Conv2D: expected groups that divide 4 filters, got 3"),
        refused(
            () -> Conv2D.of(3, 3).groups(3).outputShape(plane),
            "Conv2D: expected channels that 3 groups divide, got one example of shape (5, 6, 4)"),
        refused(
            () -> Conv2D.of(3, 6).outputShape(plane),
            "Conv2D: expected height and width of at least (6, 6), which its window covers, got one"
                + " example of shape (5, 6, 4); use same padding or a larger image"),
        refused(
            () -> Conv2D.of(3, 6).outputShape(Shape.of(28, 28)),
            "Conv2D: expected (batch, height, width, channels), got one example of shape (28, 28)"),
        refused(
            () -> MaxPooling2D.of(7).outputShape(plane),
            "MaxPooling2D: expected height and width of at least (7, 7), which its window covers,"
                + " got one example of shape (5, 6, 4); use same padding or a larger image"),
        refused(
            () -> MaxPooling2D.of(0), "MaxPooling2D: expected poolSize of at least 1, got (0, 0)"),
        refused(
            () -> Conv2DTranspose.of(1, 3).outputPadding(Size.of(1)),
            "Conv2DTranspose: expected an outputPadding of at least 0 and less than the strides (1,"
                + " 1), got (1, 1)"),
        refused(
            () -> Margins.of(-1),
            "margins: expected at least 0, got top -1, bottom -1, left -1, right -1"),
        refused(
            () -> ReflectionPadding2D.of(5).outputShape(plane),
            "ReflectionPadding2D: expected more rows than 5 and more columns than 5 to mirror, got"
                + " one example of shape (5, 6, 4)"),
        refused(
            () -> Cropping2D.of(3).outputShape(plane),
            "Cropping2D: expected more rows and columns than Margins[top=3, bottom=3, left=3,"
                + " right=3] cuts off, got one example of shape (5, 6, 4)"),
        refused(
            () -> new LocalResponseNormalization(4, 1, 1, 1),
            "LocalResponseNormalization: expected an odd size of at least 1, k above 0 and alpha of"
                + " at least 0, got 4, 1.0, 1.0 and beta 1.0"),
        refused(
            () -> new SqueezeExcitation(5).outputShape(plane),
            "SqueezeExcitation: expected at least as many channels as the ratio 5, got one example"
                + " of shape (5, 6, 4)"));
  }

  private static Arguments refused(Runnable work, String message) {
    return Arguments.of(work, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @DisplayName("what cannot be is refused in one line")
  void refusals(Runnable work, String message) {
    assertThatThrownBy(work::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  @DisplayName("an activation comes after the sum")
  void activation() {
    Layer layer = Conv2D.of(1, 1).activation(Activations.RELU).build(Shape.of(1, 2, 1), weights());
    layer.parameters().get(0).value().assign(2);
    layer.parameters().get(1).value().assign(-3);
    INDArray x = Nd4j.createFromArray(1.0, 4).reshape(1, 1, 2, 1);
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    INDArray y = layer.forward(Signal.of(x), context).output().values();
    assertThat(y.reshape(2).toDoubleVector()).containsExactly(0, 5);
  }

  private static Weights weights() {
    return new Weights(1, DataType.DOUBLE);
  }

  private static double[] run(Layer.Spec spec, INDArray x) {
    Layer layer = spec.build(Shape.of(x.size(1), x.size(2), x.size(3)), weights());
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    return layer.forward(Signal.of(x), context).output().values().dup('c').data().asDouble();
  }
}
