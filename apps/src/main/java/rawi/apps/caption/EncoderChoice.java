package rawi.apps.caption;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import picocli.CommandLine.Option;
import rawi.apps.caption.features.Encoders;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Usage;
import rawi.nn.Weights;
import rawi.vision.applications.Applications;

/** The options {@code --encoder} and {@code --weights}: what makes features of images. */
final class EncoderChoice {
  private static final int SMALL = 64; // pixels a side, of an encoder that learns

  @Option(
      names = "--encoder",
      paramLabel = "cnn|NAME|M.rawi",
      description =
          "What looks at the images: cnn, a small network that learns with the words; a named"
              + " network such as mobilenetv2 with its --weights; or any saved model of images,"
              + " without its top. Default: ${DEFAULT-VALUE}.")
  private String encoder = Encoders.CNN;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "Trained weights of a named --encoder, as Keras writes them (.h5).")
  private Optional<Path> weights = Optional.empty();

  /**
   * The encoder.
   *
   * @param imageSize height and width of images; 0: its own
   * @throws Failure if there is none of that name, or it takes images of another size
   */
  ImageEncoder open(int imageSize, long seed) {
    Optional<Applications> named = Applications.named(encoder);
    if (named.isEmpty() && weights.isPresent()) {
      throw new Usage("--weights: only a named --encoder has some, such as mobilenetv2");
    }
    if (encoder.equals(Encoders.CNN)) {
      return Usage.checkOptions(
          () ->
              Encoders.cnn(imageSize == 0 ? SMALL : imageSize, new Weights(seed, DataType.FLOAT)));
    }
    ImageEncoder opened = named.map(this::named).orElseGet(this::file);
    long height = opened.input().dims().get(0);
    long width = opened.input().dims().get(1);
    if (imageSize != 0 && (height != imageSize || width != imageSize)) {
      throw new Failure(
          "%s: takes images of %d x %d, --image-size asks for %d; leave it out, images are brought to its size"
              .formatted(encoder, height, width, imageSize));
    }
    return opened;
  }

  private ImageEncoder named(Applications application) {
    return Encoders.named(
        application,
        weights.orElseThrow(
            () -> new Usage("--encoder %s: name its --weights FILE.h5".formatted(encoder))));
  }

  private ImageEncoder file() {
    Path file = Path.of(encoder);
    if (!Files.exists(file)) {
      throw new Failure(
          "%s: expected cnn, a saved model, or one of %s".formatted(encoder, Applications.keys()));
    }
    return Encoders.file(file);
  }
}
