package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rawi.nn.Layer;
import rawi.nn.backend.Padding;
import rawi.vision.augmentation.Resizing;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.Conv2DTranspose;
import rawi.vision.layers.DepthwiseConv2D;
import rawi.vision.layers.EdgePadding2D;
import rawi.vision.layers.GlobalAveragePooling2D;
import rawi.vision.layers.GlobalMaxPooling2D;
import rawi.vision.layers.Interpolation;
import rawi.vision.layers.LocalResponseNormalization;
import rawi.vision.layers.Margins;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.ReflectionPadding2D;
import rawi.vision.layers.SeparableConv2D;
import rawi.vision.layers.Size;
import rawi.vision.layers.UpSampling2D;

/** Outputs and gradients of layers on planes that PyTorch computed; see {@code golden/vision}. */
class VisionGoldenTest {
  private static final Margins MARGINS = new Margins(2, 0, 1, 3);

  private static final Map<String, Layer.Spec> LAYERS =
      Map.ofEntries(
          Map.entry("conv2d valid", Conv2D.of(3, 3)),
          Map.entry("conv2d same stride 2", Conv2D.of(3, 3).strides(2).padding(Padding.SAME)),
          Map.entry("conv2d same 2x3", Conv2D.of(3, new Size(2, 3)).padding(Padding.SAME)),
          Map.entry(
              "conv2d valid dilation 2", Conv2D.of(3, new Size(3, 2)).dilationRate(Size.of(2))),
          Map.entry(
              "conv2d same dilation 2",
              Conv2D.of(3, new Size(3, 2)).dilationRate(Size.of(2)).padding(Padding.SAME)),
          Map.entry("conv2d groups 2", Conv2D.of(6, 3).groups(2)),
          Map.entry(
              "depthwise same stride 2",
              DepthwiseConv2D.of(3).depthMultiplier(2).strides(2).padding(Padding.SAME)),
          Map.entry("separable valid", SeparableConv2D.of(3, 3).depthMultiplier(2)),
          Map.entry("transposed valid stride 2", Conv2DTranspose.of(3, 3).strides(2)),
          Map.entry(
              "transposed same stride 2",
              Conv2DTranspose.of(3, 3).strides(2).padding(Padding.SAME)),
          Map.entry(
              "transposed same stride 3",
              Conv2DTranspose.of(3, 2).strides(3).padding(Padding.SAME)),
          Map.entry("max pooling valid", MaxPooling2D.of(2)),
          Map.entry("max pooling same", MaxPooling2D.of(3).strides(2).padding(Padding.SAME)),
          Map.entry("average pooling valid", AveragePooling2D.of(2)),
          Map.entry(
              "average pooling same", AveragePooling2D.of(3).strides(2).padding(Padding.SAME)),
          Map.entry("global max pooling", new GlobalMaxPooling2D()),
          Map.entry("global average pooling", new GlobalAveragePooling2D()),
          Map.entry("up-sampling nearest", UpSampling2D.of(2)),
          Map.entry(
              "up-sampling bilinear", new UpSampling2D(new Size(3, 2), Interpolation.BILINEAR)),
          Map.entry("resizing bilinear", new Resizing(7, 4)),
          Map.entry("reflection", new ReflectionPadding2D(MARGINS)),
          Map.entry("edge", new EdgePadding2D(MARGINS)),
          Map.entry("response normalization", new LocalResponseNormalization(3, 2, 0.5, 0.75)));

  static Stream<PlaneCase> cases() {
    return PlaneCase.all("planes.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("output and gradients are PyTorch's")
  void asPyTorch(PlaneCase c) {
    c.check(Objects.requireNonNull(LAYERS.get(c.name()), c.name()), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("no case is left out")
  void everyCaseIsKnown(PlaneCase c) {
    assertTrue(LAYERS.containsKey(c.name()), c.name());
  }
}
