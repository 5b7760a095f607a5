package rawi.apps.sentiment;

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
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.models.StartVectors;
import rawi.apps.models.TrainingFiles;
import rawi.apps.models.TrainingRun;
import rawi.nn.training.EpochReport;
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
          "Rows to watch: the epoch that does best on them is kept; in the end they are learnt"
              + " too, see --refit. Default: every tenth row of --data.")
  private Optional<String> valid = Optional.empty();

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "fr|ar|auto",
      description = "Language of the texts; auto for a mixture.")
  private String language = "";

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
              run.listeners(options.epochs(), title()));
      vectors.start(training.words(), training::startFrom, session);
      run.begin(training::resume);
      try (SentimentModel model = training.run()) {
        finish(training, model, split, run);
      }
    }
    return 0;
  }

  private String title() {
    return "Sentiment of " + Path.of(data).getFileName();
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
    Map<String, Object> facts = run.facts(best, training.history());
    vectors.report(facts);
    SentimentFile.write(files.out(), model, facts);
    run.end(training.history(), title(), "accuracy");
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", files.out().toString());
      result.put("rows", split.train().size());
      result.put("labels", training.labels());
      result.put("words", training.words());
      vectors.report(result);
      result.put("bestEpoch", training.bestEpoch());
      result.put("metrics", best.metrics());
      result.put("validated", training.validated());
      result.put("refit", training.refitted());
      result.put("history", training.history());
      session.print(result);
    } else {
      session
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %d texts, %d words, labels %s; epoch %d: validation accuracy %.4f, loss %.4f,"
                      + " recurrent share %.2f%s",
                  files.out(),
                  split.train().size(),
                  training.words(),
                  String.join(", ", training.labels()),
                  training.bestEpoch(),
                  training.validated().accuracy(),
                  training.validated().loss(),
                  training.validated().recurrentShare(),
                  training.refitted()
                      ? "; then refit with the %d validation texts".formatted(split.valid().size())
                      : ""));
    }
  }

  private SentimentOptions options() {
    Language texts = Usage.check(() -> Language.of(language));
    Settings chosen = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Settings fitting =
        vectors
            .dimensions()
            .map(n -> chosen.with(SentimentParameters.EMBEDDING_DIM, Integer.toString(n)))
            .orElse(chosen);
    return Usage.checkOptions(() -> SentimentParameters.options(fitting, texts, session.seed()));
  }

  /** What makes this run the run it is: the same facts, the same weights. */
  private Map<String, Object> facts(Split split, SentimentOptions options) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", options);
    vectors.identify(run);
    run.put("threads", session.threads());
    run.put("trainSha256", LabelledText.hash(split.train()));
    run.put("validSha256", LabelledText.hash(split.valid()));
    return run;
  }
}
