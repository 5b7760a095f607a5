package rawi.apps.tune;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.vision.ImageForm;
import rawi.apps.vision.ImageSplit;
import rawi.apps.vision.VisionOptions;
import rawi.apps.vision.VisionParameters;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

/** {@code rawi tune vision}. */
@Command(
    name = "vision",
    mixinStandardHelpOptions = true,
    description =
        "Tries combinations of hyper-parameters of 'rawi vision train', each on K folds. The"
            + " options from --arch on say what holds for all of them.")
final class VisionTuneCommand implements Callable<Integer> {
  private static final HyperParameters<VisionOptions> PARAMETERS =
      VisionParameters.all().and(Portions.trainShare());

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|ZIP",
      description =
          "What to learn: a folder with a folder of pictures for each class, a ZIP of that, or a"
              + " folder with the files of MNIST or CIFAR.")
  private Path data = Path.of("");

  @Mixin private ImageForm form = new ImageForm();
  @Mixin private SearchOptions options = new SearchOptions();

  private VisionTuneCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    PARAMETERS.addTo(family, new VisionTuneCommand(session));
  }

  @Override
  public Integer call() {
    Settings fixed = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Search search =
        Search.of(
            session,
            options,
            fixed,
            PARAMETERS,
            VisionParameters.ofOneArchitecture(),
            Measure.OF_CLASSES,
            Portions::check);
    try (ImageSource all = new ImageSet(data).training()) {
      ImageSource images = ImageSplit.decodedOnce(all);
      List<String> labels =
          IntStream.range(0, images.size())
              .mapToObj(i -> images.classes().get(images.label(i)))
              .toList();
      Portions portions =
          Portions.of(data.toString(), "images", labels, options.folds(), session.seed());
      search.run(
          new VisionSubject(images, form, portions, session.seed()),
          facts(images),
          words(),
          VisionParameters.all().settings());
    }
    return 0;
  }

  private Map<String, Object> facts(ImageSource images) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("application", "vision");
    facts.put("dataSha256", ImageSplit.hash(images));
    facts.put("form", String.join(" ", form.words()));
    return facts;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("vision", "train"));
    words.addAll(List.of("--data", data.toString(), "--out", "vision.rawi"));
    words.addAll(List.of("--seed", Long.toString(session.seed())));
    words.addAll(form.words());
    return words;
  }
}
