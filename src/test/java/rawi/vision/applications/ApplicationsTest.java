package rawi.vision.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Part;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Summary;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;

class ApplicationsTest {
  /** All numbers as Keras counts them, and those that are learnt, as papers and PyTorch do. */
  @ParameterizedTest
  @CsvSource({
    "lenet5, 61706, 61706",
    "small-vgg, 289642, 288746",
    "small-resnet, 274442, 273066",
    "alexnet, 60965224, 60965224",
    "vgg16, 138357544, 138357544",
    "vgg19, 143667240, 143667240",
    "googlenet, 6998552, 6998552",
    "inceptionv3, 23851784, 23817352",
    "inceptionresnetv2, 55873736, 55813192",
    "resnet18, 11699112, 11689512",
    "resnet34, 21814696, 21797672",
    "resnet50, 25636712, 25583592",
    "resnet101, 44707176, 44601832",
    "resnet152, 60419944, 60268520",
    "resnext50, 25097128, 25028904",
    "seresnet50, 28141144, 28088024",
    "densenet121, 8062504, 7978856",
    "densenet169, 14307880, 14149480",
    "densenet201, 20242984, 20013928",
    "densenet264, 33736232, 33337704",
    "mobilenet, 4253864, 4231976",
    "mobilenetv2, 3538984, 3504872",
    "efficientnetb0, 5330571, 5288548",
    "unet, 31030658, 31030658"
  })
  @DisplayName("each network has as many parameters as its authors, Keras or PyTorch say")
  void counts(String name, long parameters, long trainable) {
    Summary summary = Summary.of(Applications.named(name).orElseThrow().model());
    assertEquals(parameters, summary.parameters());
    assertEquals(trainable, summary.trainable());
  }

  @ParameterizedTest
  @EnumSource(Applications.class)
  @DisplayName("nothing is allocated to count, not even for VGG16's 138 million numbers")
  void allocatesNothing(Applications application) {
    Nd4j.scalar(1f).addi(1); // whatever the library allocates for itself
    long before = Pointer.totalBytes();
    Summary.of(application.model());
    assertThat(Pointer.totalBytes() - before).isLessThan(100_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VGG16", "ResNet50", "DenseNet121", "MobileNetV2", "InceptionV3"})
  @DisplayName("layers and arrays have Keras's order, names, types and shapes")
  void layout(String name) throws IOException {
    JsonNode keras = keras().get(name);
    Network network = Network.of(application(name).model(), Weights.undrawn(DataType.FLOAT));
    assertEquals(keras.get("layers").asInt(), network.parts().size());
    assertEquals(keras.get("parameters").asLong(), Summary.of(network).parameters());
    List<String> expected = new ArrayList<>();
    keras.get("weights").forEach(layer -> expected.add(layer.toString()));
    List<String> got = new ArrayList<>();
    for (Part part : network.parts()) {
      if (!part.parameters().isEmpty()) {
        got.add(described(part));
      }
    }
    assertThat(got).containsExactlyElementsOf(expected);
  }

  /** As the fixture writes a layer. */
  private static String described(Part part) {
    StringBuilder text = new StringBuilder("[\"%s\",\"%s\"".formatted(part.name(), part.type()));
    for (Parameter p : part.parameters()) {
      String array = p.name().substring(p.name().lastIndexOf('/') + 1);
      String shape = p.shape().toString().replaceAll("[( )]", "");
      text.append(",[\"%s\",[%s]]".formatted(array, shape));
    }
    return text.append(']').toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VGG16", "ResNet50", "DenseNet121", "MobileNetV2", "InceptionV3"})
  @DisplayName("without its top a network has as many layers and parameters as Keras's")
  void withoutTop(String name) throws IOException {
    JsonNode keras = keras().get(name + "_notop");
    Summary summary = Summary.of(application(name).model(o -> o.includeTop(false)));
    assertEquals(keras.get("layers").asInt(), summary.rows().size());
    assertEquals(keras.get("parameters").asLong(), summary.parameters());
  }

  private static Applications application(String name) {
    return Applications.named(name.toLowerCase(Locale.ROOT)).orElseThrow();
  }

  private static JsonNode keras() throws IOException {
    try (InputStream json =
        Objects.requireNonNull(
            ApplicationsTest.class.getResourceAsStream("/golden/applications/keras_layout.json"))) {
      return new ObjectMapper().readTree(json);
    }
  }

  @ParameterizedTest
  @EnumSource(Applications.class)
  @DisplayName("images smaller than the stride are refused in one line that says how large")
  void tooSmall(Applications application) {
    long small = least(application) - 1;
    assertThatThrownBy(() -> application.model(o -> o.inputShape(small, 600, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(application.key() + ": expected images of at least ")
        .hasMessageContaining("got one example of shape (%d, 600, 3)".formatted(small))
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @EnumSource(Applications.class)
  @DisplayName("the smallest images that are not refused pass, with grey, pooling and few classes")
  void smallest(Applications application) {
    long least = least(application);
    Model features =
        application.model(
            o -> o.inputShape(least, least, 1).includeTop(false).pooling(GlobalPooling.AVERAGE));
    assertEquals(
        1,
        Summary.of(features)
            .rows()
            .get(Summary.of(features).rows().size() - 1)
            .outputs()
            .get(0)
            .rank());
    Model whole = application.model(o -> o.inputShape(least, least, 1).classes(7));
    assertEquals(7, whole.outputShapes(whole.inputShapes()).get(0).last());
  }

  private static long least(Applications application) {
    for (long side = 1; ; side++) {
      long n = side;
      try {
        application.model(o -> o.inputShape(n, n, 1));
        return side;
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("expected");
      }
    }
  }

  @Test
  @DisplayName("without their top networks take images of any size, where no padding depends on it")
  void anySize() {
    Model model =
        Applications.RESNET50.model(o -> o.includeTop(false).inputShape(Shape.ANY, Shape.ANY, 3));
    assertEquals(
        List.of(Shape.of(7, 10, 2048)), model.outputShapes(List.of(Shape.of(224, 320, 3))));
    assertThatThrownBy(
            () -> Applications.MOBILENETV2.model(o -> o.inputShape(Shape.ANY, Shape.ANY, 3)))
        .hasMessageContaining("expected a known height and width");
  }

  @ParameterizedTest
  @ValueSource(ints = {187, 189, 571, 573})
  @DisplayName("a U-Net takes planes that halve evenly four times, and names those nearby")
  void unet(long side) {
    assertThatThrownBy(() -> Applications.UNET.model(o -> o.inputShape(side, side, 1)))
        .hasMessageContaining("188");
    Model model = Applications.UNET.model();
    assertEquals(List.of(Shape.of(388, 388, 2)), model.outputShapes(model.inputShapes()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Applications.class,
      names = {"MOBILENET", "MOBILENETV2", "EFFICIENTNETB0", "DENSENET121"})
  @DisplayName("a drawn network gives a distribution over its classes")
  void computes(Applications application) {
    Model model = application.model(o -> o.inputShape(32, 32, 3).classes(5));
    Network network = Network.of(model, new Weights(4, DataType.FLOAT));
    Arena arena = new Arena();
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 32, 32, 3).muli(255);
    Context context = Context.inference(new CpuKernels(new Workers(1)), arena);
    float[] sums =
        arena.step(
            () ->
                network
                    .forward(List.of(Signal.of(images)), context)
                    .outputs()
                    .get(0)
                    .values()
                    .sum(1)
                    .toFloatVector());
    assertArrayEquals(new float[] {1, 1}, sums, 1e-5f);
  }

  @ParameterizedTest
  @CsvSource({
    "CENTRED, -1, 0, 1",
    "MEANS_OF_BGR, 151.061, 10.721, -123.68",
    "NORMALIZED, -2.1179039, 0.19642857, 2.64",
    "UNIT, 0, 0.5, 1",
    "NONE, 0, 127.5, 255"
  })
  @DisplayName("pixels are prepared as Keras prepares them")
  void preprocessing(Preprocessing preprocessing, float first, float second, float third) {
    INDArray pixel = Nd4j.createFromArray(0f, 127.5f, 255f).reshape(1, 1, 1, 3);
    float[] expected = {first, second, third};
    assertArrayEquals(expected, preprocessing.apply(pixel).dup('c').ravel().toFloatVector(), 2e-4f);
    assertArrayEquals(new float[] {0, 127.5f, 255}, pixel.ravel().toFloatVector());
  }

  @Test
  @DisplayName("grey images are prepared with the mean of the three, other channels refused")
  void grey() {
    INDArray pixel = Nd4j.createFromArray(110f).reshape(1, 1, 1, 1);
    assertEquals(
        110 - (103.939 + 116.779 + 123.68) / 3,
        Preprocessing.MEANS_OF_BGR.apply(pixel).getDouble(0),
        1e-4);
    assertThatThrownBy(() -> Preprocessing.UNIT.apply(Nd4j.zeros(1, 1, 1, 2)))
        .hasMessageContaining("1 or 3 channels");
  }
}
