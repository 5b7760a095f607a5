package rawi.apps.sentiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.nn.saving.AtomicFile;
import rawi.nn.training.EpochReport;
import rawi.nn.training.History;
import rawi.tokenize.Language;

/** {@code rawi sentiment train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns from lines of label<TAB>text and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--data", required = true, paramLabel = "T.tsv", description = "What to learn.")
  private String data = "";

  @Option(
      names = "--valid",
      paramLabel = "V.tsv",
      description = "What is watched to end training; default: every tenth row of --data.")
  private Optional<String> valid = Optional.empty();

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "fr|ar|auto",
      description = "Of the texts.")
  private String language = "";

  @Option(names = "--out", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path out = Path.of("");

  @Option(names = "--layer", paramLabel = "lstm|bilstm", description = "What reads a sentence.")
  private Optional<String> layer = Optional.empty();

  @Option(names = "--units", paramLabel = "N", description = "Of the layer, in each direction.")
  private Optional<Integer> units = Optional.empty();

  @Option(names = "--embedding-dim", paramLabel = "N", description = "Length of word vectors.")
  private Optional<Integer> embeddingDim = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "At most so many.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Texts a step.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--learning-rate", paramLabel = "R", description = "Of Adam.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(names = "--patience", paramLabel = "N", description = "Epochs without a better one.")
  private Optional<Integer> patience = Optional.empty();

  @Option(names = "--history", paramLabel = "F.csv", description = "Where to write each epoch.")
  private Optional<Path> history = Optional.empty();

  @Option(names = "--resume", description = "Goes on from the checkpoint of an interrupted run.")
  private boolean resume;

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SentimentOptions options = Usage.check(this::options);
    LabelledTexts all = LabelledTexts.read(data, session).requireClasses();
    List<String> known = List.copyOf(all.labels());
    Split split =
        valid
            .map(
                file ->
                    new Split(
                        all.rows(), LabelledTexts.read(file, session).requireKnown(known).rows()))
            .orElseGet(() -> Split.everyTenth(all.rows()));
    if (valid.isEmpty()) {
      session.say(
          "no --valid: every tenth row of %s is kept for validation (%d of %d)"
              .formatted(data, split.valid().size(), all.rows().size()));
    }
    AtomicFile.requireWritable(out);
    Map<String, Object> run = run(split, options);
    Checkpoint checkpoint = new Checkpoint(Checkpoint.beside(out), run);
    SentimentTraining training =
        new SentimentTraining(
            split.train(),
            split.valid(),
            options,
            session.kernels(),
            List.of(new Progress(session, options.epochs()), checkpoint));
    if (resume) {
      training.resume(checkpoint.read());
      session.say("resumed after epoch " + training.history().size());
    } else if (Files.exists(checkpoint.file())) {
      session.say(checkpoint.file() + " is of an interrupted run and will be written over");
    }
    try (SentimentModel model = training.run()) {
      finish(training, model, split, run);
    }
    return 0;
  }

  private void finish(
      SentimentTraining training, SentimentModel model, Split split, Map<String, Object> run) {
    EpochReport best = training.history().get(training.bestEpoch() - 1);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", run);
    facts.put("bestEpoch", training.bestEpoch());
    facts.put("metrics", best.metrics());
    facts.put("history", training.history());
    SentimentFile.write(out, model, facts);
    history.ifPresent(file -> History.writeCsv(training.history(), file));
    try {
      Files.deleteIfExists(Checkpoint.beside(out));
    } catch (java.io.IOException e) {
      throw new Failure(Checkpoint.beside(out) + ": cannot be removed: " + e.getMessage());
    }
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", out.toString());
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
    SentimentOptions d = SentimentOptions.defaults(Language.of(language));
    return new SentimentOptions(
        d.language(),
        layer.map(RecurrentLayer::of).orElse(d.layer()),
        units.orElse(d.units()),
        embeddingDim.orElse(d.embeddingDim()),
        d.dropout(),
        d.wordDropout(),
        d.minCount(),
        d.maxWords(),
        epochs.orElse(d.epochs()),
        batch.orElse(d.batch()),
        learningRate.orElse(d.learningRate()),
        d.clipNorm(),
        patience.orElse(d.patience()),
        session.seed());
  }

  /** What makes this run the run it is: the same facts, the same weights. */
  private Map<String, Object> run(Split split, SentimentOptions options) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", options.toString());
    run.put("threads", session.threads());
    run.put("train", Split.hash(split.train()));
    run.put("valid", Split.hash(split.valid()));
    return run;
  }

  /** Rows to learn from and rows to watch. */
  private record Split(List<LabelledText> train, List<LabelledText> valid) {
    static Split everyTenth(List<LabelledText> rows) {
      Map<String, Integer> seen = new LinkedHashMap<>();
      List<LabelledText> train = new ArrayList<>();
      List<LabelledText> valid = new ArrayList<>();
      for (LabelledText row : rows) { // counted for each label, so that all are in both
        boolean tenth = seen.merge(row.label(), 1, Integer::sum) % 10 == 0;
        (tenth ? valid : train).add(row);
      }
      if (valid.isEmpty()) {
        throw new Failure("too few rows to keep some for validation; give them with --valid");
      }
      return new Split(train, valid);
    }

    static String hash(List<LabelledText> rows) {
      java.security.MessageDigest digest;
      try {
        digest = java.security.MessageDigest.getInstance("SHA-256");
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      for (LabelledText row : rows) {
        digest.update(
            (row.label() + '\t' + row.text() + '\n')
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return java.util.HexFormat.of().formatHex(digest.digest());
    }
  }
}
