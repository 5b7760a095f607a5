package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertCloseInScale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Padding;
import rawi.nn.backend.Workers;
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

  /** A case, computed by the plain kernels in float64 or the fast ones in float32. */
  record Case(JsonNode golden, boolean fast) {
    Kernels kernels() {
      return fast ? new CpuKernels(new Workers(2)) : new Nd4jKernels();
    }

    double tolerance() {
      return fast ? 1e-5 : 1e-8;
    }

    INDArray array(JsonNode numbers) {
      double[] data = new ObjectMapper().convertValue(numbers.get("data"), double[].class);
      long[] shape = new ObjectMapper().convertValue(numbers.get("shape"), long[].class);
      return Nd4j.createFromArray(data).reshape(shape).castTo(type());
    }

    DataType type() {
      return fast ? DataType.FLOAT : DataType.DOUBLE;
    }

    String name() {
      return golden.get("name").asText();
    }

    @Override
    public String toString() {
      return name() + (fast ? ", fast" : ", plain");
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(
            VisionGoldenTest.class.getResourceAsStream("/golden/vision/planes.json"))) {
      JsonNode cases = new ObjectMapper().readTree(json).get("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .flatMap(c -> Stream.of(new Case(c, false), new Case(c, true)))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("output and gradients are PyTorch's")
  void asPyTorch(Case c) {
    INDArray x = c.array(c.golden().get("x"));
    Shape example = Shape.of(x.size(1), x.size(2), x.size(3));
    Layer layer = spec(c.name()).build(example, new Weights(1, c.type()));
    List<Parameter> parameters = layer.parameters();
    assertEquals(c.golden().get("weights").size(), parameters.size());
    for (int i = 0; i < parameters.size(); i++) {
      INDArray value = c.array(c.golden().get("weights").get(i));
      assertArrayEquals(value.shape(), parameters.get(i).value().shape());
      parameters.get(i).value().assign(value);
    }
    Arena arena = new Arena();
    Context context = Context.training(c.kernels(), arena, 1);
    Pass pass = layer.forward(new Signal(x, Optional.empty(), true), context);
    assertSame(c, "y", pass.output().values());
    INDArray dx = pass.backward().apply(c.array(c.golden().get("factors"))).orElseThrow();
    assertSame(c, "dx", dx);
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode expected = c.golden().get("dWeights").get(i);
      assertSame(c, expected, parameters.get(i).gradient(), parameters.get(i).name());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("no case is left out")
  void everyCaseIsKnown(Case c) {
    assertTrue(LAYERS.containsKey(c.name()), c.name());
  }

  private static Layer.Spec spec(String name) {
    return Objects.requireNonNull(LAYERS.get(name), name);
  }

  private static void assertSame(Case c, String field, INDArray actual) {
    assertSame(c, c.golden().get(field), actual, field);
  }

  private static void assertSame(Case c, JsonNode numbers, INDArray actual, String what) {
    INDArray expected = c.array(numbers);
    assertCloseInScale(expected, actual, c.tolerance(), what);
  }
}
