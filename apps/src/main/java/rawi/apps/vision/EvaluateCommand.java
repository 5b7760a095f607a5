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
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;
import rawi.apps.plots.PictureFile;
import rawi.nn.metrics.ClassificationReport;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

/** {@code rawi vision evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Judges a model on images whose classes are known.")
final class EvaluateCommand implements Callable<Integer> {
  private static final int WORST = 24;

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|ZIP",
      description =
          "A folder with a folder of pictures for each class, a ZIP of that, or a folder with the"
              + " files of MNIST or CIFAR, whose test part is taken.")
  private Path data = Path.of("");

  @Option(
      names = "--mosaic",
      paramLabel = "F.png",
      description = "Draw the mistakes that the model was surest of, with what it took them for.")
  private Optional<Path> mosaic = Optional.empty();

  @Option(
      names = "--worst",
      paramLabel = "N",
      description = "How many of them to draw, or to name. Default: " + WORST + " to draw.")
  private Optional<Integer> worst = Optional.empty();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    worst.ifPresent(n -> Usage.checkOptions(() -> positive(n)));
    mosaic.ifPresent(file -> Usage.check(() -> PictureFile.requirePng(file)));
    try (VisionModel loaded = VisionFile.read(model, session.kernels(), () -> {});
        ImageSource images = new ImageSet(data).test()) {
      Judged judged = loaded.judge(images);
      List<Judged.Mistake> mistakes = judged.worst(worst.orElse(WORST));
      mosaic.ifPresent(file -> draw(judged.images(), mistakes, file));
      boolean named = worst.isPresent() || mosaic.isPresent();
      tell(judged.report(), named ? mistakes : List.of());
    }
    return 0;
  }

  private void draw(ImageSource images, List<Judged.Mistake> mistakes, Path file) {
    if (mistakes.isEmpty()) {
      session.say("there is no mistake to draw: " + file + " was not written");
      return;
    }
    new MistakeMosaic(images, mistakes).write(file);
  }

  private static int positive(int n) {
    Limits.positive("worst", n);
    return n;
  }

  private void tell(ClassificationReport report, List<Judged.Mistake> mistakes) {
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("images", report.rows());
      result.put("accuracy", report.accuracy());
      result.put("macroF1", report.macroF1());
      result.put("loss", report.loss());
      result.put("ece", report.ece());
      result.put("labels", report.labels());
      result.put("confusion", report.confusion());
      result.put("perClass", report.perClass());
      result.put("worst", mistakes);
      session.print(result);
      return;
    }
    session.out().print(report.toText());
    for (Judged.Mistake m : mistakes) {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %s, taken for %s (%.4f)",
                  m.image(),
                  m.label(),
                  m.predicted(),
                  m.probability()));
    }
  }
}
