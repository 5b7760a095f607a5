package rawi.golden;

import static rawi.nn.AssertArrays.assertClose;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Flatten;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.Margins;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.Size;
import rawi.vision.layers.ZeroPadding2D;

/** Convolutional models that Keras computed, with its weights. */
class KerasVisionParityTest {
  private static final double TOLERANCE = 1e-5;

  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName(
      "valid Conv2D with strides (1, 2), mean pooling with same padding, zeros on two sides")
  void validAndMeanPooling(Kernels kernels) {
    KerasModel keras = KerasModel.read("conv2d_valid_avgpool_flatten");
    Layer model =
        build(
            keras,
            Shape.of(8, 8, 2),
            Conv2D.of(3, 3).strides(new Size(1, 2)).activation(Activations.TANH),
            new AveragePooling2D(Size.of(2), Size.of(1), Padding.SAME),
            new ZeroPadding2D(new Margins(1, 0, 0, 2)),
            new Flatten(),
            new Dense(4));
    assertClose(keras.output(), run(model, keras.input(), kernels), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("same Conv2D, normalization, max pooling, Conv2D of stride 2, global mean")
  void sameAndMaxPooling(Kernels kernels) {
    KerasModel keras = KerasModel.read("conv2d_same_pool_bn");
    Conv2D first = Conv2D.of(4, new Size(3, 2)).padding(Padding.SAME);
    Layer model =
        build(
            keras,
            Shape.of(9, 8, 3),
            first.activation(Activations.RELU),
            new BatchNormalization(),
            MaxPooling2D.of(2),
            Conv2D.of(5, 3).padding(Padding.SAME).strides(2).with(o -> o.useBias(false)),
            new BatchNormalization().scale(false),
            new Activation(Activations.RELU),
            new GlobalAveragePooling2D(),
            new Dense(3),
            new Activation(Activations.SOFTMAX));
    assertClose(keras.output(), run(model, keras.input(), kernels), TOLERANCE);
  }

  /** The layers with Keras's weights. */
  private static Layer build(KerasModel keras, Shape in, Layer.Spec... layers) {
    Layer model = Sequential.of(layers).build(in, new Weights(1, DataType.FLOAT));
    keras.load(0, keras.weights().size(), model.parameters());
    return model;
  }

  private static INDArray run(Layer model, INDArray x, Kernels kernels) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena);
          INDArray y = model.forward(Signal.of(x), context).output().values();
          return Arena.outside(() -> y.dup('c'));
        });
  }
}
