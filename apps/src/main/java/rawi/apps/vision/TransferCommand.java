package rawi.apps.vision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.models.Limits;
import rawi.nn.saving.AtomicFile;
import rawi.vision.applications.Applications;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

/** {@code rawi vision transfer}: trained weights on other classes, against none. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description =
        "Compares a new head on frozen features, fine-tuning and training from nothing on one set of images.")
final class TransferCommand implements Callable<Integer> {
  private static final HyperParameters<TransferSettings> PARAMETERS = TransferSettings.parameters();

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--arch",
      paramLabel = "NAME",
      description = "The network. Default: ${DEFAULT-VALUE}.")
  private String arch = Applications.MOBILENETV2.key();

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "Its trained weights, as Keras writes them (.h5).")
  private Path weights = Path.of("");

  @Option(
      names = "--train",
      required = true,
      paramLabel = "PATH",
      description =
          "Images to learn from: a folder with a folder for each class, a ZIP of that, or the files"
              + " of MNIST or CIFAR.")
  private Path train = Path.of("");

  @Option(
      names = "--test",
      required = true,
      paramLabel = "PATH",
      description = "Images to judge on, of the same classes.")
  private Path test = Path.of("");

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many images of each set, evenly from all classes; 0: all.")
  private int limit = 0;

  @Option(
      names = "--out",
      paramLabel = "M.rawi",
      description =
          "File to write the network with its new head to: fine-tuned, if it was; for predict,"
              + " evaluate and features.")
  private Optional<Path> out = Optional.empty();

  private TransferCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each setting, to its family. */
  static void addTo(CommandLine family, Session session) {
    PARAMETERS.addTo(family, new TransferCommand(session));
  }

  @Override
  public Integer call() {
    Applications application = SummaryCommand.application(arch);
    TransferSettings settings =
        Usage.checkOptions(
            () -> {
              Limits.notNegative("limit", limit);
              return TransferSettings.of(PARAMETERS.chosen(command));
            });
    out.ifPresent(AtomicFile::requireWritable);
    try (ImageSource training = new ImageSet(train).training();
        ImageSource judged = new ImageSet(test).test()) {
      if (!training.classes().equals(judged.classes())) {
        throw new Failure(
            "%s: expected the classes %s of %s, got %s"
                .formatted(test, training.classes(), train, judged.classes()));
      }
      compare(application, settings, settings.learntFrom(limited(training)), limited(judged));
    }
    return 0;
  }

  private void compare(
      Applications application,
      TransferSettings settings,
      ImageSource training,
      ImageSource judged) {
    TransferLearning learning =
        new TransferLearning(
            application, training.classes().size(), settings, session.seed(), session.kernels());
    session.say(
        "%d images to learn from, %d to judge on".formatted(training.size(), judged.size()));
    TransferComparison comparison =
        new TransferComparison(
            learning, epochs -> List.of(new Progress(session, epochs)), this::tell);
    TransferComparison.Outcome outcome = comparison.run(weights, training, judged);
    out.ifPresent(file -> write(file, learning, training.classes(), outcome));
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      out.ifPresent(file -> result.put("model", file.toString()));
      result.put("arch", application.key());
      result.put("test", judged.size());
      result.put("rows", outcome.rows());
      session.print(result);
    }
  }

  private void write(
      Path file,
      TransferLearning learning,
      List<String> classes,
      TransferComparison.Outcome outcome) {
    Applications application = learning.application();
    VisionConfig config = new VisionConfig(application.key(), classes, learning.form());
    VisionModel model =
        new VisionModel(
            config, application.preprocessing(), outcome.network(), session.kernels(), () -> {});
    VisionFile.write(file, model, Map.of("settings", learning.settings(), "rows", outcome.rows()));
    session.say("written to " + file);
  }

  /** Every n-th image, so that classes stay as they are to one another. */
  private ImageSource limited(ImageSource images) {
    int size = images.size();
    return limit == 0 || limit >= size
        ? images
        : images.only(
            IntStream.range(0, limit).map(i -> (int) ((long) i * size / limit)).toArray());
  }

  private void tell(TransferComparison.Row row) {
    if (session.json()) {
      return;
    }
    String each =
        row.accuracies().size() == 1
            ? ""
            : row.accuracies().stream()
                .map(a -> String.format(Locale.ROOT, "%.4f", a))
                .collect(Collectors.joining(" ", "  (", ")"));
    session
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%-16s accuracy %.4f%s  %7.1f s  %3d epochs  %,d numbers learnt",
                row.stage(),
                row.accuracy(),
                each,
                row.seconds(),
                row.epochs(),
                row.learnt()));
  }
}
