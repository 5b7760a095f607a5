package rawi.apps.sentiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Interruption;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.plots.PictureFile;
import rawi.apps.plots.TrainingPlot;
import rawi.apps.report.CurveReport;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.VectorFiles;
import rawi.nn.saving.AtomicFile;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.History;
import rawi.tokenize.Language;

/** {@code rawi sentiment train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns from lines of label<TAB>text and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private static final HyperParameters<SentimentOptions> PARAMETERS = SentimentParameters.all();

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "T.tsv",
      description = "What to learn: label<TAB>text, one row a line; '-' is standard input.")
  private String data = "";

  @Option(
      names = "--valid",
      paramLabel = "V.tsv",
      description =
          "Rows to watch, never learnt: the epoch that does best on them is kept."
              + " Default: every tenth row of --data.")
  private Optional<String> valid = Optional.empty();

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "fr|ar|auto",
      description = "Language of the texts; auto for a mixture.")
  private String language = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "M.rawi",
      description = "File to write the model to.")
  private Path out = Path.of("");

  @Option(
      names = "--vectors",
      paramLabel = "F.vec",
      description =
          "Word vectors to start from: .vec, .bin, fastText's .bin, .rvec; their length goes before"
              + " --embedding-dim.")
  private Optional<Path> vectors = Optional.empty();

  @Option(
      names = "--history",
      paramLabel = "F.csv",
      description = "File to write a line of figures for each epoch to.")
  private Optional<Path> history = Optional.empty();

  @Option(
      names = "--curves",
      paramLabel = "F.html",
      description = "Page to draw the curves on, anew after each epoch.")
  private Optional<Path> curves = Optional.empty();

  @Option(
      names = "--plot",
      paramLabel = "F.svg|F.png",
      description = "Picture to draw loss and accuracy of the epochs on, at the end.")
  private Optional<Path> plot = Optional.empty();

  @Option(
      names = "--resume",
      description = "Go on from the checkpoint that an interrupted run left beside --out.")
  private boolean resume;

  private TrainCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    CommandLine train = new CommandLine(new TrainCommand(session));
    PARAMETERS.addTo(train.getCommandSpec());
    family.addSubcommand(train);
  }

  @Override
  public Integer call() {
    SentimentOptions options = options();
    AtomicFile.requireWritable(out);
    history.ifPresent(AtomicFile::requireWritable);
    plot.ifPresent(file -> Usage.check(() -> PictureFile.require(file)));
    Split split = split();
    Map<String, Object> run = run(split, options);
    Checkpoint checkpoint = new Checkpoint(Checkpoint.beside(out), run);
    try (Interruption interruption = Interruption.watch(session)) {
      SentimentTraining training =
          new SentimentTraining(
              split.train(),
              split.valid(),
              options,
              session.kernels(),
              listeners(checkpoint, interruption, options));
      Optional<WordVectors.Filled> start = vectors.map(file -> startFrom(file, training));
      if (resume) {
        training.resume(checkpoint.read());
        session.say("resumed after epoch " + training.history().size());
      } else if (Files.exists(checkpoint.file())) {
        session.say(checkpoint.file() + " is of an interrupted run and will be written over");
      }
      try (SentimentModel model = training.run()) {
        finish(training, model, split, run, start);
      }
    }
    return 0;
  }

  /** Those that keep nothing come last: a resumed run may have others. */
  private List<Callback> listeners(
      Checkpoint checkpoint, Interruption interruption, SentimentOptions options) {
    List<Callback> all =
        new ArrayList<>(List.of(new Progress(session, options.epochs()), checkpoint, interruption));
    curves.ifPresent(
        page -> all.add(new CurveReport(page, "Sentiment of " + data, Clock.systemUTC())));
    return all;
  }

  private WordVectors.Filled startFrom(Path file, SentimentTraining training) {
    WordVectors.Filled filled = training.startFrom(file);
    String composed =
        filled.composed() == 0 ? "" : ", and %d composed of sub-words".formatted(filled.composed());
    session.say(
        "%s: vectors of %d of the %d words of the vocabulary%s"
            .formatted(file, filled.found(), training.words(), composed));
    return filled;
  }

  private Split split() {
    LabelledTexts all = LabelledTexts.read(data, session).requireClasses();
    if (valid.isPresent()) {
      LabelledTexts watched = LabelledTexts.read(valid.get(), session);
      return new Split(all.rows(), watched.requireKnown(List.copyOf(all.labels())).rows());
    }
    Split split = Split.everyTenth(all);
    session.say(
        "no --valid: every tenth row of %s is kept for validation (%d of %d)"
            .formatted(data, split.valid().size(), all.rows().size()));
    return split;
  }

  private void finish(
      SentimentTraining training,
      SentimentModel model,
      Split split,
      Map<String, Object> run,
      Optional<WordVectors.Filled> start) {
    EpochReport best = training.history().get(training.bestEpoch() - 1);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", run);
    start.ifPresent(filled -> facts.put("vectors", filled));
    facts.put("bestEpoch", training.bestEpoch());
    facts.put("metrics", best.metrics());
    facts.put("history", training.history());
    SentimentFile.write(out, model, facts);
    history.ifPresent(file -> History.writeCsv(training.history(), file));
    TrainingPlot curve =
        new TrainingPlot(
            "Sentiment of " + Path.of(data).getFileName(), "accuracy", training.history());
    plot.ifPresent(curve::write);
    try {
      Files.deleteIfExists(Checkpoint.beside(out));
    } catch (IOException e) {
      throw new Failure(Checkpoint.beside(out) + ": cannot be removed: " + e.getMessage());
    }
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", out.toString());
      result.put("rows", split.train().size());
      result.put("labels", training.labels());
      result.put("words", training.words());
      start.ifPresent(filled -> result.put("vectors", filled));
      result.put("bestEpoch", training.bestEpoch());
      result.put("metrics", best.metrics());
      result.put("history", training.history());
      session.print(result);
    } else {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %d texts, %d words, labels %s; epoch %d: validation accuracy %.4f, loss %.4f",
                  out,
                  split.train().size(),
                  training.words(),
                  String.join(", ", training.labels()),
                  training.bestEpoch(),
                  best.metric("val_accuracy"),
                  best.metric("val_loss")));
    }
  }

  private SentimentOptions options() {
    Language texts = Usage.check(() -> Language.of(language));
    Settings chosen = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Settings fitting =
        vectors
            .map(VectorFiles::dimensionsOf)
            .map(n -> chosen.with(SentimentParameters.EMBEDDING_DIM, Integer.toString(n)))
            .orElse(chosen);
    return Usage.checkOptions(() -> SentimentParameters.options(fitting, texts, session.seed()));
  }

  /** What makes this run the run it is: the same facts, the same weights. */
  private Map<String, Object> run(Split split, SentimentOptions options) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", options);
    run.put("vectors", vectors.map(Path::toString).orElse("none"));
    run.put("threads", session.threads());
    run.put("trainSha256", LabelledText.hash(split.train()));
    run.put("validSha256", LabelledText.hash(split.valid()));
    return run;
  }
}
