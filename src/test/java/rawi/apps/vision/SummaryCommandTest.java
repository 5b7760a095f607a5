package rawi.apps.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.Rawi;

class SummaryCommandTest {
  @Test
  @DisplayName("rawi vision summary lists layers, shapes and counts as JSON")
  void json() throws Exception {
    Rawi run = Rawi.run("vision", "summary", "--arch", "densenet264", "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode summary = new ObjectMapper().readTree(run.out());
    assertEquals("densenet264", summary.get("arch").asText());
    assertEquals(33_736_232, summary.get("parameters").asLong());
    assertEquals(33_337_704, summary.get("trainable").asLong());
    JsonNode first = summary.get("layers").get(2);
    assertEquals(
        "{\"name\":\"conv1_conv\",\"type\":\"Conv2D\",\"outputShape\":[112,112,64],\"parameters\":9408,\"from\":[\"zero_padding2d[0][0]\"]}",
        first.toString());
  }

  @Test
  @DisplayName("as text it is Keras's table, of the size, classes and end that were asked for")
  void text() {
    Rawi run =
        Rawi.run(
            "vision",
            "summary",
            "--arch",
            "mobilenetv2",
            "--input-shape",
            "96x64x1",
            "--classes",
            3);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("Model: \"mobilenetv2\""), run.out());
    assertTrue(run.out().contains("(None, 48, 32, 32)"), run.out());
    assertTrue(run.out().contains("(None, 3)"), run.out());
    Rawi bare = Rawi.run("vision", "summary", "--arch", "mobilenetv2", "--without-top");
    assertTrue(bare.out().contains(" Total params: 2,257,984"), bare.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--arch resnet51; 2; --arch: expected one of lenet5, small-vgg",
        "--arch resnet50 --input-shape 20x20x3; 1; resnet50: expected images of at least 32 x 32",
        "--arch resnet50 --input-shape 224,224; 2; --input-shape: expected HxWxC",
        "--arch resnet50 --classes 0; 2; --classes: expected at least 1",
        "--classes 3; 2; --arch"
      })
  @DisplayName("what cannot be is refused in one line")
  void refusals(String arguments, int exit, String message) {
    Rawi run = Rawi.run((Object[]) ("vision summary " + arguments).split(" "));
    assertEquals(exit, run.exit());
    assertTrue(run.err().lines().findFirst().orElse("").contains(message), run.err());
  }
}
