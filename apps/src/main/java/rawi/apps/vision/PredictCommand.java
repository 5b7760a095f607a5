package rawi.apps.vision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;
import rawi.vision.images.ImageFileException;

/** {@code rawi vision predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Says what each picture shows. One that cannot be read is named; the others go on.")
final class PredictCommand implements Callable<Integer> {
  private static final int TOP = 5;

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "How many classes to print, the most probable first. Default: ${DEFAULT-VALUE}.")
  private int top = TOP;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF or BMP files.")
  private List<Path> pictures = List.of();

  PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.checkOptions(
        () -> {
          Limits.positive("top", top);
          return top;
        });
    int failed = 0;
    try (VisionModel loaded = VisionFile.read(model, session.kernels(), () -> {})) {
      for (Path picture : pictures) {
        if (session.unread()) {
          break;
        }
        try {
          print(picture, loaded.predict(picture));
        } catch (ImageFileException e) {
          session.complain(String.valueOf(e.getMessage()));
          failed++;
        }
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private void print(Path picture, ImagePrediction prediction) {
    List<ImagePrediction.Guess> guesses = prediction.top(top);
    if (session.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("image", picture.toString());
      fields.put("label", prediction.best().label());
      fields.put("top", guesses);
      session.print(fields);
      return;
    }
    session.out().println(picture);
    for (ImagePrediction.Guess guess : guesses) {
      session
          .out()
          .println(String.format(Locale.ROOT, "  %.4f  %s", guess.probability(), guess.label()));
    }
  }
}
