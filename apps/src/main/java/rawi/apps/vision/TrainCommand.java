package rawi.apps.vision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.models.TrainingFiles;
import rawi.apps.models.TrainingRun;
import rawi.nn.training.EpochReport;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSet;
import rawi.vision.images.ImageSource;

/** {@code rawi vision train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns to tell classes of images apart and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private static final HyperParameters<VisionOptions> PARAMETERS = VisionParameters.all();

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

  @Option(
      names = "--valid",
      paramLabel = "DIR|ZIP",
      description = "Images to watch, never learnt. Default: a share of --data.")
  private Optional<Path> valid = Optional.empty();

  @Option(
      names = "--validation",
      paramLabel = "R",
      description =
          "Share of each class of --data that is watched and not learnt: the epoch that does best on"
              + " it is kept; 0: none. Default: ${DEFAULT-VALUE}.")
  private double validation = VisionOptions.defaults().validation();

  @Mixin private TrainingFiles files = new TrainingFiles();
  @Mixin private ImageForm form = new ImageForm();

  private TrainCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    PARAMETERS.addTo(family, new TrainCommand(session));
  }

  @Override
  public Integer call() {
    VisionOptions options = options();
    files.requireWritable();
    try (ImageSource all = new ImageSet(data).training();
        ImageSource watched = valid.map(p -> new ImageSet(p).test()).orElse(all)) {
      requireClasses(all);
      Form size = form.of(all, options.architecture().side());
      ImageSplit split = split(all, watched, options);
      train(split, size, options);
    }
    return 0;
  }

  private void train(ImageSplit split, Form size, VisionOptions options) {
    Map<String, Object> facts = facts(split, size, options);
    try (TrainingRun run = new TrainingRun(session, files, "vision-checkpoint", facts)) {
      VisionTraining training =
          new VisionTraining(
              split.kept(),
              size,
              options,
              session.kernels(),
              run.listeners(options.epochs(), title()));
      session.say(
          "images are brought to %d x %d x %d; %s learns %,d numbers"
              .formatted(
                  size.height(),
                  size.width(),
                  size.channels(),
                  options.architecture().key(),
                  training.parameters()));
      run.begin(training::resume);
      try (VisionModel model = training.run()) {
        VisionFile.write(files.out(), model, run.facts(training.best(), training.history()));
        run.end(training.history(), title(), "accuracy");
        tell(training, model, split);
      }
    }
  }

  private String title() {
    return "Images of " + data;
  }

  private void requireClasses(ImageSource all) {
    List<String> empty = ImageSplit.withoutImages(all);
    if (all.classes().size() - empty.size() < 2) {
      throw new Failure(
          "%s: expected images of at least two classes, got only '%s'"
              .formatted(data, all.classes().get(all.label(0))));
    }
    if (!empty.isEmpty()) {
      session.say(data + ": there is no image of class " + String.join(", ", empty));
    }
  }

  private ImageSplit split(ImageSource all, ImageSource watched, VisionOptions options) {
    if (valid.isPresent()) {
      return new ImageSplit(all, Optional.of(watched.withClasses(all.classes())));
    }
    ImageSplit split = ImageSplit.of(data.toString(), all, options.validation());
    split
        .valid()
        .ifPresent(
            v ->
                session.say(
                    "no --valid: %d of the %d images of %s are kept for validation"
                        .formatted(v.size(), all.size(), data)));
    return split;
  }

  private void tell(VisionTraining training, VisionModel model, ImageSplit split) {
    EpochReport best = training.best();
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", files.out().toString());
      result.put("images", split.train().size());
      result.put("labels", model.labels());
      result.put("parameters", training.parameters());
      result.put("bestEpoch", best.epoch());
      result.put("metrics", best.metrics());
      result.put("history", training.history());
      session.print(result);
      return;
    }
    String prefix = split.valid().isPresent() ? "val_" : "";
    session
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %d images, %d classes; epoch %d: %s accuracy %.4f, loss %.4f",
                files.out(),
                split.train().size(),
                model.labels().size(),
                best.epoch(),
                prefix.isEmpty() ? "training" : "validation",
                best.metric(prefix + "accuracy"),
                best.metric(prefix + "loss")));
  }

  private VisionOptions options() {
    return Usage.checkOptions(
        () -> VisionParameters.options(PARAMETERS.chosen(command), validation, session.seed()));
  }

  /** What makes this run the run it is: the same facts, the same weights. */
  private Map<String, Object> facts(ImageSplit split, Form size, VisionOptions options) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", options);
    run.put("form", size);
    run.put("threads", session.threads());
    run.put("trainSha256", ImageSplit.hash(split.train()));
    run.put("validSha256", split.valid().map(ImageSplit::hash).orElse("none"));
    return run;
  }
}
