package rawi.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Flatten;

/** How many numbers the networks of the course learn. */
class ParameterCourseTest {
  @ParameterizedTest(name = "{0} x {1} x {2} to {3} = {4}")
  @CsvSource({
    "28, 28, 1, 128, 100480",
    "28, 28, 3, 128, 301184",
    "224, 224, 3, 128, 19267712",
    "28, 28, 1, 10, 7850",
    "256, 256, 1, 10, 655370"
  })
  @DisplayName("an image into a dense layer")
  void imageIntoDense(int height, int width, int channels, int units, long parameters) {
    Sequential model = Sequential.of(new Flatten(), new Dense(units));
    assertEquals(parameters, count(model, Shape.of(height, width, channels)));
  }

  @Test
  @DisplayName("the MNIST network 784-512-256-128-64-10: 575,050")
  void mnistNetwork() {
    Layer.Spec[] layers =
        IntStream.of(512, 256, 128, 64, 10)
            .mapToObj(units -> Dense.of(units, Activations.RELU))
            .toArray(Layer.Spec[]::new);
    assertEquals(575_050, count(Sequential.of(layers), Shape.of(784)));
  }

  private static long count(Layer.Spec spec, Shape input) {
    return spec.build(input, Weights.undrawn(DataType.FLOAT)).parameters().stream()
        .mapToLong(Parameter::size)
        .sum();
  }
}
