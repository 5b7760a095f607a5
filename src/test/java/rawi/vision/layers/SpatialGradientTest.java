package rawi.vision.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;

/** Every layer on planes, with valid and same padding, strides, odd sizes, a batch of one. */
class SpatialGradientTest {
  private static final long[] ODD = {2, 5, 7, 3};
  private static final long[] EVEN = {1, 6, 4, 4};
  private static final long[] ONE = {1, 1, 1, 2};

  static Stream<Arguments> layers() {
    return Stream.of(convolutions(), poolings(), others()).flatMap(s -> s);
  }

  private static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of(Conv2D.of(2, 1), ONE),
        Arguments.of(Conv2D.of(4, 3), ODD),
        Arguments.of(Conv2D.of(4, 3).padding(Padding.SAME).strides(2), ODD),
        Arguments.of(Conv2D.of(3, new Size(2, 3)).strides(new Size(1, 2)), EVEN),
        Arguments.of(Conv2D.of(2, 2).dilationRate(Size.of(2)).with(o -> o.useBias(false)), ODD),
        Arguments.of(Conv2D.of(2, 3).dilationRate(Size.of(2)).padding(Padding.SAME), EVEN),
        Arguments.of(Conv2D.of(6, 3).groups(2).padding(Padding.SAME), EVEN),
        Arguments.of(Conv2D.of(6, 2).groups(3).activation(Activations.TANH), ODD),
        Arguments.of(DepthwiseConv2D.of(1), ONE),
        Arguments.of(DepthwiseConv2D.of(3).strides(2).padding(Padding.SAME), EVEN),
        Arguments.of(DepthwiseConv2D.of(2).depthMultiplier(3).with(o -> o.useBias(false)), ODD),
        Arguments.of(
            DepthwiseConv2D.of(2).dilationRate(Size.of(2)).activation(Activations.SIGMOID), ODD),
        Arguments.of(SeparableConv2D.of(2, 1), ONE),
        Arguments.of(SeparableConv2D.of(5, 3).padding(Padding.SAME).strides(2), ODD),
        Arguments.of(
            SeparableConv2D.of(3, 2)
                .depthMultiplier(2)
                .with(o -> o.useBias(false))
                .activation(Activations.TANH),
            EVEN),
        Arguments.of(Conv2DTranspose.of(2, 1), ONE),
        Arguments.of(Conv2DTranspose.of(3, 2).strides(2), ODD),
        Arguments.of(
            Conv2DTranspose.of(3, 3).strides(2).padding(Padding.SAME).activation(Activations.TANH),
            EVEN),
        Arguments.of(Conv2DTranspose.of(2, 3).strides(3).outputPadding(Size.of(2)), ODD),
        Arguments.of(
            Conv2DTranspose.of(2, 2).dilationRate(Size.of(2)).with(o -> o.useBias(false)), ODD));
  }

  private static Stream<Arguments> poolings() {
    return Stream.of(
        Arguments.of(MaxPooling2D.of(1), ONE),
        Arguments.of(MaxPooling2D.of(2), ODD),
        Arguments.of(MaxPooling2D.of(3).strides(2).padding(Padding.SAME), EVEN),
        Arguments.of(AveragePooling2D.of(1), ONE),
        Arguments.of(AveragePooling2D.of(2).padding(Padding.SAME), ODD),
        Arguments.of(AveragePooling2D.of(3).strides(1).padding(Padding.SAME), EVEN),
        Arguments.of(new GlobalMaxPooling2D(), ODD),
        Arguments.of(new GlobalMaxPooling2D(true), EVEN),
        Arguments.of(new GlobalAveragePooling2D(), ODD),
        Arguments.of(new GlobalAveragePooling2D(true), ONE));
  }

  private static Stream<Arguments> others() {
    Margins uneven = new Margins(2, 0, 1, 3);
    return Stream.of(
        Arguments.of(new ZeroPadding2D(uneven), ODD),
        Arguments.of(new ReflectionPadding2D(uneven), EVEN),
        Arguments.of(new EdgePadding2D(uneven), ODD),
        Arguments.of(EdgePadding2D.of(2), ONE),
        Arguments.of(new Cropping2D(uneven), ODD),
        Arguments.of(UpSampling2D.of(2), ODD),
        Arguments.of(new UpSampling2D(new Size(2, 3), Interpolation.BILINEAR), EVEN),
        Arguments.of(UpSampling2D.of(3).interpolation(Interpolation.BILINEAR), ONE),
        Arguments.of(new LocalResponseNormalization(), ODD),
        Arguments.of(new LocalResponseNormalization(3, 1, 0.5, 0.75), EVEN),
        Arguments.of(new SqueezeExcitation(2), EVEN),
        Arguments.of(new SqueezeExcitation(1), ODD));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  @DisplayName("the backward pass equals difference quotients, and the shape is as announced")
  void gradients(Layer.Spec spec, long[] shape) {
    INDArray x = GradientCheck.random(5, shape);
    GradientCheck.check(spec, Signal.of(x), true);
    if (!spec.build(example(shape), new Weights(1, DataType.DOUBLE)).parameters().isEmpty()) {
      GradientCheck.check(spec, Signal.of(x), false);
    }
    assertShape(spec, x);
  }

  private static void assertShape(Layer.Spec spec, INDArray x) {
    Shape announced = spec.outputShape(example(x.shape()));
    Layer layer = spec.build(example(x.shape()), new Weights(1, DataType.DOUBLE));
    Signal in = new Signal(x, Optional.empty(), true);
    Context context = Context.inference(new Nd4jKernels(), new Arena());
    long[] got = layer.forward(in, context).output().values().shape();
    assertArrayEquals(
        announced.dims().stream().mapToLong(d -> d).toArray(),
        java.util.Arrays.copyOfRange(got, 1, got.length));
  }

  private static Shape example(long... shape) {
    return Shape.of(java.util.Arrays.copyOfRange(shape, 1, shape.length));
  }
}
