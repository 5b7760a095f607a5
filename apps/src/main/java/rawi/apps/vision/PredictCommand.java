package rawi.apps.vision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

  @Option(names = "--model", paramLabel = "M.rawi", description = "A model of 'vision train'.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      description = "Instead of a model: a named network, such as mobilenetv2 or resnet50 ..")
  private Optional<String> arch = Optional.empty();

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = ".. its weights, as Keras writes them (.h5) ..")
  private Optional<Path> weights = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = ".. and the names of its classes, one a line, in its order.")
  private Optional<Path> labels = Optional.empty();

  @Option(
      names = "--crop",
      description =
          "With --arch: take the largest inner square of a picture, instead of distorting it.")
  private boolean crop;

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "How many classes to print, the most probable first. Default: ${DEFAULT-VALUE}.")
  private int top = TOP;

  /** Other commands name their images so. */
  @Option(names = "--data", hidden = true)
  private Optional<Path> data = Optional.empty();

  @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF or BMP files.")
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
    requirePictures();
    int failed = 0;
    try (VisionModel loaded = opened()) {
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

  private void requirePictures() {
    if (data.isPresent()) {
      throw new Usage(
          "predict takes its pictures without --data: rawi vision predict --model M.rawi "
              + data.get());
    }
    if (pictures.isEmpty()) {
      throw new Usage("expected at least one picture: name files such as a.png after the options");
    }
  }

  private VisionModel opened() {
    if (model.isPresent()) {
      if (arch.isPresent() || weights.isPresent() || labels.isPresent() || crop) {
        throw new Usage("--model: has its own weights, classes and form of images; give it alone");
      }
      return VisionFile.read(model.get(), session.kernels(), () -> {});
    }
    if (arch.isEmpty() || weights.isEmpty() || labels.isEmpty()) {
      throw new Usage("expected --model M.rawi, or --arch NAME --weights FILE.h5 --labels FILE");
    }
    return new Pretrained(SummaryCommand.application(arch.get()), weights.get(), labels.get(), crop)
        .open(session.kernels());
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
