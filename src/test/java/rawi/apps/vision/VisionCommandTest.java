package rawi.apps.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.apps.Rawi;

/** {@code rawi vision} through the command line. */
class VisionCommandTest {
  @TempDir private static Path folder;
  private static Path data;
  private static Path model;
  private static Rawi trained;

  @BeforeAll
  static void aModel() {
    data = Bars.folder(folder.resolve("bars"), 40);
    model = folder.resolve("bars.rawi");
    trained = Rawi.run(Bars.training(data, model, "--epochs", 12));
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  private static JsonNode json(Rawi run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  @DisplayName("training says what it does and what came out")
  void training() {
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat(trained.errLines().get(0))
        .isEqualTo("no --valid: 8 of the 80 images of " + data + " are kept for validation");
    assertThat(trained.errLines().get(1))
        .startsWith("images are brought to 12 x 12 x 1; lenet5 learns ");
    assertThat(trained.err()).contains("epoch 12/12");
    assertThat(trained.out())
        .startsWith(model + ": 72 images, 2 classes; epoch ")
        .contains("validation accuracy 1.0000");
    assertThat(model.resolveSibling("bars.rawi.checkpoint")).doesNotExist();
  }

  @Test
  @DisplayName("a model knows the bars of pictures it has not seen; the worst mistakes are drawn")
  void evaluation() throws IOException {
    Path other = Bars.folder(folder.resolve("other"), 20);
    // a picture under the wrong name: a mistake of which the model is sure
    Files.move(other.resolve("lying/03.png"), other.resolve("standing/99.png"));
    Path mosaic = folder.resolve("worst.png");
    Object[] evaluate = {"vision", "evaluate", "--model", model, "--data", other};
    Rawi run = Rawi.run(with(evaluate, "--json", "--mosaic", mosaic));
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode report = json(run);
    assertThat(report.get("images").asInt()).isEqualTo(40);
    int mistakes = report.get("worst").size();
    assertThat(mistakes).isBetween(1, 4);
    assertThat(report.get("accuracy").asDouble()).isCloseTo(1 - mistakes / 40.0, within(1e-9));
    assertThat(report.get("labels").toString()).isEqualTo("[\"lying\",\"standing\"]");
    assertThat(report.get("perClass").get(1).get("support").asInt()).isEqualTo(21);
    JsonNode worst = report.get("worst").get(0);
    assertThat(worst.get("image").asText()).endsWith("99.png");
    assertThat(worst.get("label").asText()).isEqualTo("standing");
    assertThat(worst.get("predicted").asText()).isEqualTo("lying");
    BufferedImage picture = ImageIO.read(mosaic.toFile());
    assertThat(picture.getHeight()).isGreaterThan(96);

    Rawi text = Rawi.run(with(evaluate, "--worst", 1));
    assertThat(text.out()).contains("accuracy", "true \\ predicted", "99.png: standing, taken for");
  }

  @Test
  @DisplayName("where there is no mistake none is drawn, and a line says so")
  void noMistakes() {
    Path mosaic = folder.resolve("none.png");
    Rawi run = Rawi.run("vision", "evaluate", "--model", model, "--data", data, "--mosaic", mosaic);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.errLines())
        .last()
        .isEqualTo("there is no mistake to draw: " + mosaic + " was not written");
    assertThat(mosaic).doesNotExist();
  }

  @Test
  @DisplayName("a picture that is no PNG is refused before anything is read")
  void endings() {
    Path none = folder.resolve("none.rawi");
    Path svg = folder.resolve("a.svg");
    String line = "rawi: " + svg + ": expected a name that ends in .png";
    Rawi evaluate =
        Rawi.run("vision", "evaluate", "--model", none, "--data", data, "--mosaic", svg);
    assertThat(evaluate.exit()).isEqualTo(2);
    assertThat(evaluate.errLines().get(0)).isEqualTo(line);
    Rawi features = Rawi.run("vision", "features", "--model", none, "--out", svg, "b.png");
    assertThat(features.exit()).isEqualTo(2);
    assertThat(features.errLines().get(0)).isEqualTo(line);
    Path curves = folder.resolve("nowhere/c.html");
    Rawi train = Rawi.run(Bars.training(data, folder.resolve("x.rawi"), "--curves", curves));
    assertThat(train.exit()).isEqualTo(1);
    assertThat(train.errLines()).singleElement().asString().contains(curves.toString());
  }

  @Test
  @DisplayName("predict names what each picture shows, the broken one on standard error, exit 1")
  void prediction() throws IOException {
    Path lying = Bars.write(folder.resolve("l.png"), Bars.draw(true, new Random(5)));
    Path standing = Bars.write(folder.resolve("s.png"), Bars.draw(false, new Random(6)));
    Path none = Files.writeString(folder.resolve("none.png"), "no picture");
    Rawi run = Rawi.run("vision", "predict", "--model", model, "--json", lying, none, standing);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .filteredOn(line -> line.startsWith("rawi: "))
        .singleElement()
        .asString()
        .startsWith("rawi: " + none + ": expected a picture");
    assertThat(run.outLines()).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(run.outLines().get(0));
    assertThat(first.get("image").asText()).isEqualTo(lying.toString());
    assertThat(first.get("label").asText()).isEqualTo("lying");
    assertThat(first.get("top")).hasSize(2);
    assertThat(first.get("top").get(0).get("probability").asDouble()).isBetween(0.5, 1.0);
    JsonNode second = new ObjectMapper().readTree(run.outLines().get(1));
    assertThat(second.get("label").asText()).isEqualTo("standing");

    Rawi text = Rawi.run("vision", "predict", "--model", model, "--top", 1, "--quiet", lying);
    assertThat(text.exit()).isZero();
    assertThat(text.outLines().get(0)).isEqualTo(lying.toString());
    assertThat(text.outLines().get(1)).matches("  [01]\\.\\d{4}  lying");
    assertThat(text.outLines()).hasSize(2);
    assertThat(text.err()).isEmpty();
  }

  @Test
  @DisplayName("the filters and feature maps of a model are drawn")
  void features() throws IOException {
    Path bar = Bars.write(folder.resolve("f.png"), Bars.draw(true, new Random(9)));
    Path out = folder.resolve("features.png");
    Rawi run = Rawi.run("vision", "features", "--model", model, "--out", out, bar);
    assertThat(run.exit()).as(run.err()).isZero();
    BufferedImage picture = ImageIO.read(out.toFile());
    // the image, the filters, and two lines for each of two convolutions and two poolings
    assertThat(picture.getHeight()).isGreaterThan(8 * 48);
  }

  @Test
  @DisplayName("a model read again, also through Java, answers as the command line does")
  void fromJava() throws IOException {
    Path lying = Bars.write(folder.resolve("again.png"), Bars.draw(true, new Random(8)));
    JsonNode said = json(Rawi.run("vision", "predict", "--model", model, "--json", lying));
    try (VisionModel loaded = VisionModel.load(model)) {
      assertThat(loaded.labels()).containsExactly("lying", "standing");
      assertThat(loaded.predict(lying).best().probability())
          .isCloseTo(said.get("top").get(0).get("probability").asDouble(), within(1e-6));
    }
  }

  @Test
  @DisplayName("augmentation, another architecture, colour and no validation: one run of each")
  void options() {
    Path out = folder.resolve("options.rawi");
    Object[] arguments =
        Bars.training(
            data,
            out,
            "--arch",
            "small-vgg",
            "--augment",
            String.join(",", Augmentation.CHOICE.names()),
            "--validation",
            0,
            "--channels",
            3,
            "--epochs",
            1);
    Rawi run = Rawi.run(arguments);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("images are brought to 12 x 12 x 3; small-vgg");
    assertThat(run.out()).contains("80 images, 2 classes; epoch 1: training accuracy");
    assertThat(Rawi.run("vision", "evaluate", "--model", out, "--data", data).exit()).isZero();
  }

  @Test
  @DisplayName("any network that names images is trained; one that names pixels is refused")
  void namedNetworks() {
    Path out = folder.resolve("named.rawi");
    Object[] small = {"--epochs", 1, "--image-size", 32, "--validation", 0};
    Rawi run = Rawi.run(Bars.training(data, out, with(small, "--arch", "mobilenet")));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("images are brought to 32 x 32 x 1; mobilenet learns 3,208,");
    Rawi pixels = Rawi.run(Bars.training(data, out, "--arch", "unet", "--image-size", 188));
    assertThat(pixels.exit()).isEqualTo(1);
    assertThat(pixels.errLines())
        .last()
        .isEqualTo(
            "rawi: unet: expected a network that names what an image shows, got one that gives"
                + " (4, 4, 2); choose another");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--arch|vgg|--arch: expected one of lenet5",
        "--augment|flip,spin|--augment: expected none or some of flip,",
        "--image-size|12 x 12|--image-size: expected a number or height x width",
        "--channels|2|pictures: expected a height and width of at least 1 and 1 or 3 channels",
        "--epochs|0|--epochs: expected at least 1, got 0",
        "--validation|1|--validation: expected a rate in [0, 1), got 1.0",
      })
  void aWrongOptionIsWrongUsage(String option, String value, String line) {
    Rawi run = Rawi.run(Bars.training(data, folder.resolve("x.rawi"), option, value));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errLines().get(0)).startsWith("rawi: " + line);
    assertThat(folder.resolve("x.rawi")).doesNotExist();
  }

  @Test
  @DisplayName("images too small for the architecture: one line, exit 1")
  void tooSmall() {
    Rawi run = Rawi.run(Bars.training(data, folder.resolve("x.rawi"), "--image-size", 8));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errLines())
        .last()
        .asString()
        .startsWith("rawi: lenet5: expected images of at least 12 x 12");
  }

  @Test
  @DisplayName("without a command its commands are named")
  void family() {
    Rawi run = Rawi.run("vision");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("expected one of train, evaluate, predict, features, summary, transfer");
    assertThat(Rawi.run("vision", "train", "--help").exit()).isZero();
  }
}
