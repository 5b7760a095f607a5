package rawi.apps.vision;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.plots.PictureFile;
import rawi.vision.images.ImageFile;

/** {@code rawi vision features}. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = "Draws the filters of a model and what its layers make of a picture.")
final class FeaturesCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F.png",
      description = "File to draw them to.")
  private Path out = Path.of("");

  @Parameters(paramLabel = "IMAGE", description = "A PNG, JPEG, GIF or BMP file.")
  private Path picture = Path.of("");

  FeaturesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.check(() -> PictureFile.requirePng(out));
    try (VisionModel loaded = VisionFile.read(model, session.kernels(), () -> {})) {
      INDArray image = loaded.pixels(ImageFile.read(picture));
      new FeatureMaps(loaded.network(), session.kernels())
          .draw(image, loaded.preprocessing().apply(image))
          .write(out);
      session.say("drawn to " + out);
    }
    return 0;
  }
}
