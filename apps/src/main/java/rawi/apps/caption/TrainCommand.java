package rawi.apps.caption;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionSet;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Split;
import rawi.apps.caption.data.TextOnlyCaptions;
import rawi.apps.caption.features.Features;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.models.Checkpoint;
import rawi.apps.models.StartVectors;
import rawi.apps.models.TrainingFiles;
import rawi.apps.models.TrainingRun;
import rawi.nn.training.EpochReport;
import rawi.nn.training.TrainingState;

/** {@code rawi caption train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns to say what images show and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private static final HyperParameters<CaptionOptions> PARAMETERS = CaptionParameters.all();

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "Images with captions.tsv (split, image, lang, index, caption), or the files of Flickr8k;"
              + " or scenes: drawn ones.")
  private Path data = Path.of("");

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "en|fr|ar",
      description = "Language of the captions.")
  private String lang = "";

  @Option(
      names = "--text-only",
      split = ",",
      paramLabel = "FILE",
      description =
          "Captions without images, which teach the language first. Rows of images of valid and"
              + " test, and rows that say what a caption of theirs says, are dropped.")
  private List<Path> textOnly = List.of();

  @Mixin private EncoderChoice encoder = new EncoderChoice();
  @Mixin private CacheChoice cache = new CacheChoice();
  @Mixin private StartVectors vectors = new StartVectors();
  @Mixin private TrainingFiles files = new TrainingFiles();

  private TrainCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    PARAMETERS.addTo(family, new TrainCommand(session));
  }

  @Override
  public Integer call() {
    CaptionOptions options = options();
    files.requireWritable();
    CaptionData all = SceneChoice.read(data, session);
    all.leftOut().forEach(session::say);
    CaptionSet train = all.select(Split.TRAIN, lang);
    CaptionSet valid = all.select(Split.VALID, lang);
    Optional<TextOnlyCaptions> text =
        textOnly.isEmpty()
            ? Optional.empty()
            : Optional.of(TextOnlyCaptions.read(textOnly, lang, all));
    text.ifPresent(t -> session.say(t.line()));
    ImageEncoder opened = encoder.open(options.imageSize(), options.seed());
    Features features = cache.features(opened, data, session);
    List<CaptionedImage> images =
        Stream.of(train, valid).flatMap(set -> set.images().stream()).toList();
    Features.Ready ready = features.of(images);
    cache.check(ready.bad(), session);
    CaptionTraining.Material material =
        new CaptionTraining.Material(
            lang,
            ready.only(Split.TRAIN),
            ready.only(Split.VALID),
            text.map(TextOnlyCaptions::captions).orElse(List.of()));
    Map<String, Object> facts = facts(options, opened, train, valid);
    text.ifPresent(t -> facts.put("textOnly", t.captions().hashCode() + ":" + t.captions().size()));
    train(material, opened, options, facts);
    return 0;
  }

  private Map<String, Object> facts(
      CaptionOptions options, ImageEncoder opened, CaptionSet train, CaptionSet valid) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("lang", lang);
    facts.put("encoder", opened.name());
    facts.put("encoderSha256", opened.identity());
    facts.put("options", options);
    vectors.identify(facts);
    facts.put("threads", session.threads());
    facts.put("trainSha256", train.hash());
    facts.put("validSha256", valid.hash());
    return facts;
  }

  private void train(
      CaptionTraining.Material material,
      ImageEncoder opened,
      CaptionOptions options,
      Map<String, Object> facts) {
    try (TrainingRun run = new TrainingRun(session, files, "caption-checkpoint", facts)) {
      CaptionTraining training =
          new CaptionTraining(
              material,
              opened,
              options,
              session.kernels(),
              run.listeners(options.epochs(), title()),
              session::say);
      session.say(
          "%d captions of %d images, %d words; %,d numbers are learnt"
              .formatted(
                  training.captions(),
                  material.train().images().size(),
                  training.words(),
                  training.parameters()));
      vectors.start(training.words(), training::startFrom, session);
      begin(run, training, options, facts);
      try (CaptionModel model = training.run()) {
        Map<String, Object> kept = run.facts(training.best(), training.history());
        vectors.report(kept);
        CaptionFile.write(files.out(), model, kept);
        run.end(training.history(), title(), "perplexity");
        removeText();
        tell(training);
      }
    }
  }

  /** Goes on where the run was interrupted, or begins, with the language if there is text. */
  private void begin(
      TrainingRun run,
      CaptionTraining training,
      CaptionOptions options,
      Map<String, Object> facts) {
    Path file = textCheckpoint();
    Checkpoint reading = new Checkpoint(file, "caption-text-checkpoint", facts);
    boolean inText = !Files.exists(Checkpoint.beside(files.out())) && Files.exists(file);
    if (files.resumes() && !inText) {
      run.begin(training::resume);
      return;
    }
    Optional<TrainingState> from = files.resumes() ? Optional.of(reading.read()) : Optional.empty();
    if (from.isEmpty()) {
      run.begin(training::resume);
    }
    if (training.hasText()) {
      session.say(
          from.map(state -> "resumed after epoch " + state.history().size() + " of the language")
              .orElse("the language first, from captions without images"));
      run.firstPartIn(file);
      training.learnText(from, List.of(new Progress(session, options.textEpochs()), reading));
    }
  }

  /** What is kept of the language until the model is written. */
  private Path textCheckpoint() {
    return files.out().resolveSibling(files.out().getFileName() + ".text.checkpoint");
  }

  private void removeText() {
    try {
      Files.deleteIfExists(textCheckpoint());
    } catch (IOException e) {
      throw new Failure(textCheckpoint() + ": cannot be removed: " + e.getMessage());
    }
  }

  private String title() {
    return "Captions of %s, %s".formatted(data.getFileName(), lang);
  }

  private void tell(CaptionTraining training) {
    EpochReport best = training.best();
    double seconds =
        training.history().stream().mapToDouble(EpochReport::seconds).average().orElse(0);
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", files.out().toString());
      result.put("captions", training.captions());
      result.put("words", training.words());
      vectors.report(result);
      result.put("secondsPerEpoch", seconds);
      result.put("bestEpoch", best.epoch());
      result.put("metrics", best.metrics());
      training.bestScore().ifPresent(score -> result.put("bestScore", score));
      result.put("history", training.history());
      session.print(result);
    } else {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %d captions, %d words, %.1f s an epoch; epoch %d: validation loss %.4f%s",
                  files.out(),
                  training.captions(),
                  training.words(),
                  seconds,
                  best.epoch(),
                  best.metric("val_loss"),
                  training
                      .bestScore()
                      .map(score -> String.format(Locale.ROOT, ", score %.4f", score))
                      .orElse("")));
    }
  }

  private CaptionOptions options() {
    Settings chosen = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Settings fitting =
        vectors
            .dimensions()
            .map(n -> chosen.with(CaptionParameters.EMBEDDING_DIM, Integer.toString(n)))
            .orElse(chosen);
    return Usage.checkOptions(() -> CaptionParameters.options(fitting, session.seed()));
  }
}
