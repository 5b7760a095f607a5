package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.TrainingFiles;
import rawi.apps.models.TrainingRun;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.VectorFiles;
import rawi.nn.training.EpochReport;
import rawi.tokenize.Language;

/** {@code rawi sentiment train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns from lines of label<TAB>text and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private static final SentimentOptions DEFAULTS = SentimentOptions.defaults(Language.AUTO);

  private final Session session;

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
      names = "--layer",
      paramLabel = "simplernn|lstm|gru|bilstm|bigru",
      description = "What reads a sentence. Default: ${DEFAULT-VALUE}.")
  private String layer = DEFAULTS.layer().toString();

  @Option(
      names = "--units",
      paramLabel = "N",
      description = "Size of the layer, in each direction. Default: ${DEFAULT-VALUE}.")
  private int units = DEFAULTS.units();

  @Option(
      names = "--embedding-dim",
      paramLabel = "N",
      description = "Length of a word's vector. Default: ${DEFAULT-VALUE}.")
  private int embeddingDim = DEFAULTS.embeddingDim();

  @Option(
      names = "--vectors",
      paramLabel = "F.vec",
      description =
          "Word vectors to start from: .vec, .bin, fastText's .bin, .rvec; their length goes before"
              + " --embedding-dim.")
  private Optional<Path> vectors = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Rounds over the data, at most. Default: ${DEFAULT-VALUE}.")
  private int epochs = DEFAULTS.epochs();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Texts a training step. Default: ${DEFAULT-VALUE}.")
  private int batch = DEFAULTS.batch();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "How large the steps of Adam are. Default: ${DEFAULT-VALUE}.")
  private double learningRate = DEFAULTS.learningRate();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs in a row without a better one that end it. Default: ${DEFAULT-VALUE}.")
  private int patience = DEFAULTS.patience();

  @Mixin private TrainingFiles files = new TrainingFiles();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SentimentOptions options = options();
    files.requireWritable();
    Split split = split();
    try (TrainingRun run =
        new TrainingRun(session, files, "sentiment-checkpoint", facts(split, options))) {
      SentimentTraining training =
          new SentimentTraining(
              split.train(),
              split.valid(),
              options,
              session.kernels(),
              run.listeners(options.epochs(), "Sentiment of " + data));
      vectors.ifPresent(file -> startFrom(file, training));
      run.begin(training::resume);
      try (SentimentModel model = training.run()) {
        finish(training, model, split, run);
      }
    }
    return 0;
  }

  private void startFrom(Path file, SentimentTraining training) {
    WordVectors.Filled filled = training.startFrom(file);
    String composed =
        filled.composed() == 0 ? "" : ", and %d composed of sub-words".formatted(filled.composed());
    session.say(
        "%s: vectors of %d of the %d words of the vocabulary%s"
            .formatted(file, filled.found(), training.words(), composed));
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
      SentimentTraining training, SentimentModel model, Split split, TrainingRun run) {
    EpochReport best = training.history().get(training.bestEpoch() - 1);
    SentimentFile.write(files.out(), model, run.facts(best, training.history()));
    run.end(training.history());
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", files.out().toString());
      result.put("rows", split.train().size());
      result.put("labels", training.labels());
      result.put("words", training.words());
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
                  files.out(),
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
    SentimentOptions d = SentimentOptions.defaults(texts);
    int dim = vectors.map(VectorFiles::dimensionsOf).orElse(embeddingDim);
    return Usage.checkOptions(
        () ->
            new SentimentOptions(
                texts,
                RecurrentLayer.of(layer),
                units,
                dim,
                d.dropout(),
                d.wordDropout(),
                d.minCount(),
                d.maxWords(),
                epochs,
                batch,
                learningRate,
                d.clipNorm(),
                patience,
                session.seed()));
  }

  /** What makes this run the run it is: the same facts, the same weights. */
  private Map<String, Object> facts(Split split, SentimentOptions options) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", options);
    run.put("vectors", vectors.map(Path::toString).orElse("none"));
    run.put("threads", session.threads());
    run.put("trainSha256", Split.hash(split.train()));
    run.put("validSha256", Split.hash(split.valid()));
    return run;
  }
}
