package rawi.golden;

import static rawi.nn.AssertArrays.assertClose;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
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
import rawi.nn.layers.Dense;
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
    Layer planes =
        build(
            keras,
            0,
            1,
            Shape.of(8, 8, 2),
            Conv2D.of(3, 3).strides(new Size(1, 2)).activation(Activations.TANH),
            new AveragePooling2D(Size.of(2), Size.of(1), Padding.SAME),
            new ZeroPadding2D(new Margins(1, 0, 0, 2)));
    INDArray flat = run(planes, keras.input(), kernels);
    long features = flat.length() / 2;
    Layer head = build(keras, 1, 2, Shape.of(features), new Dense(4));
    assertClose(keras.output(), run(head, flat.reshape(2, features), kernels), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("same Conv2D, normalization, max pooling, Conv2D of stride 2, global mean")
  void sameAndMaxPooling(Kernels kernels) {
    KerasModel keras = KerasModel.read("conv2d_same_pool_bn");
    Conv2D first = Conv2D.of(4, new Size(3, 2)).padding(Padding.SAME);
    Layer a = build(keras, 0, 1, Shape.of(9, 8, 3), first.activation(Activations.RELU));
    INDArray x = normalized(keras, 1, run(a, keras.input(), kernels));
    Layer b =
        build(
            keras,
            2,
            3,
            Shape.of(9, 8, 4),
            MaxPooling2D.of(2),
            Conv2D.of(5, 3).padding(Padding.SAME).strides(2).with(o -> o.useBias(false)));
    INDArray y = Transforms.relu(normalized(keras, 3, run(b, x, kernels)), true);
    Layer c = build(keras, 4, 5, Shape.of(2, 2, 5), new GlobalAveragePooling2D(), new Dense(3));
    assertClose(keras.output(), Transforms.softmax(run(c, y, kernels), true), TOLERANCE);
  }

  /**
   * Batch normalization as at inference: gamma (x - mean) / sqrt(variance + 0.001) + beta; the
   * second of the model has no gamma.
   */
  private static INDArray normalized(KerasModel keras, int layer, INDArray x) {
    List<INDArray> w = keras.weights().get(layer);
    int n = w.size();
    INDArray scale = Transforms.pow(w.get(n - 1).add(1e-3), -0.5, true);
    INDArray gamma = n == 4 ? w.get(0) : scale.div(scale);
    return x.sub(row(w.get(n - 2))).mul(row(scale.mul(gamma))).add(row(w.get(n - 3)));
  }

  private static INDArray row(INDArray channels) {
    return channels.reshape(1, 1, 1, channels.length());
  }

  /** The layers with the weights of Keras's layers [from, to). */
  private static Layer build(KerasModel keras, int from, int to, Shape in, Layer.Spec... layers) {
    Layer model = Sequential.of(layers).build(in, new Weights(1, DataType.FLOAT));
    keras.load(from, to, model.parameters());
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
