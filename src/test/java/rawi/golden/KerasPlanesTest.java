package rawi.golden;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.nn.Layer;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.layers.BatchNormalization;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.Size;

/**
 * Outputs, gradients and moving averages that Keras computed; see {@code
 * golden/vision/make_keras.py}.
 */
class KerasPlanesTest {
  private static final Padding SAME = Padding.SAME;

  private static final Map<String, Layer.Spec> LAYERS =
      Map.ofEntries(
          entry("conv2d valid", Conv2D.of(3, 3)),
          entry("conv2d same", Conv2D.of(3, new Size(2, 3)).padding(SAME)),
          entry("conv2d valid strides 2 and 1", Conv2D.of(3, 3).strides(new Size(2, 1))),
          entry("conv2d same strides 2", Conv2D.of(3, 3).strides(2).padding(SAME)),
          entry("conv2d same strides 3, window 2", Conv2D.of(3, 2).strides(3).padding(SAME)),
          entry("conv2d valid dilation 2", Conv2D.of(3, new Size(3, 2)).dilationRate(Size.of(2))),
          entry(
              "conv2d same dilation 2",
              Conv2D.of(3, new Size(3, 2)).dilationRate(Size.of(2)).padding(SAME)),
          entry("conv2d groups 2", Conv2D.of(4, 3).groups(2)),
          entry(
              "conv2d groups 4 same strides 2", Conv2D.of(4, 3).groups(4).strides(2).padding(SAME)),
          entry(
              "conv2d tanh without bias",
              Conv2D.of(3, 3).activation(Activations.TANH).with(o -> o.useBias(false))),
          entry("batch normalization", new BatchNormalization()),
          entry(
              "batch normalization momentum 0.8 epsilon 0.01",
              new BatchNormalization().momentum(0.8).epsilon(0.01)),
          entry("batch normalization without scale", new BatchNormalization().scale(false)),
          entry("batch normalization without center", new BatchNormalization().center(false)),
          entry("batch normalization of axis 1", new BatchNormalization().axis(1)),
          entry("batch normalization frozen", new BatchNormalization()),
          entry("max pooling valid", MaxPooling2D.of(2)),
          entry("max pooling same", MaxPooling2D.of(3).strides(2).padding(SAME)),
          entry(
              "max pooling valid overlapping",
              new MaxPooling2D(new Size(3, 2), Size.of(1), Padding.VALID)),
          entry("average pooling valid", AveragePooling2D.of(2)),
          entry("average pooling same", AveragePooling2D.of(3).strides(2).padding(SAME)),
          entry(
              "average pooling valid overlapping",
              new AveragePooling2D(new Size(3, 2), Size.of(1), Padding.VALID)));

  static Stream<PlaneCase> cases() {
    return PlaneCase.all("keras_planes.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("output, gradients and moving averages are Keras's")
  void asKeras(PlaneCase c) {
    Layer.Spec spec = Objects.requireNonNull(LAYERS.get(c.name()), c.name());
    c.check(spec, c.name().endsWith("frozen"));
  }
}
