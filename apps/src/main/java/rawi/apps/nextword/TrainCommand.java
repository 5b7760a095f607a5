package rawi.apps.nextword;

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
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.tokenize.Language;

/** {@code rawi nextword train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns what follows what in a text and writes a model.")
final class TrainCommand implements Callable<Integer> {
  private static final HyperParameters<NextWordOptions> PARAMETERS = NextWordParameters.all();

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "F.txt",
      description = "Text to learn, in UTF-8; it may be larger than memory.")
  private String data = "";

  @Option(
      names = "--valid",
      paramLabel = "F.txt",
      description =
          "Text to watch, never learnt: the epoch that does best on it is kept."
              + " Default: every tenth line of --data.")
  private Optional<String> valid = Optional.empty();

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "fr|ar|auto",
      description = "Language of the text; auto for a mixture.")
  private String language = "";

  @Option(
      names = "--tokenizer",
      paramLabel = "word|plain",
      description =
          "What a token is: word keeps l' a word of its own; plain cuts at every sign, as others"
              + " count. Default: ${DEFAULT-VALUE}.")
  private String tokenizer = "word";

  @Option(
      names = "--subwords",
      paramLabel = "F.json",
      description =
          "Tokens are pieces of words, cut by this tokenizer (see 'rawi tokenize train'); all"
              + " pieces of the text are known, whatever --min-count and --max-words say.")
  private Optional<Path> subwords = Optional.empty();

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
    NextWordOptions options = options();
    files.requireWritable();
    Text text = Text.file(data);
    Optional<Text> watched = valid.map(Text::file);
    if (watched.isEmpty()) {
      session.say("no --valid: every tenth line of %s is kept for validation".formatted(data));
    }
    Runs runs = new Runs(options);
    try (NextWordTraining training =
        NextWordTraining.of(text, watched, options, session.kernels(), runs::listeners)) {
      if (training.adaptive() && options.tied()) {
        session.say(
            "%d words: an adaptive softmax, which has vectors of its own (--tie off)"
                .formatted(training.words()));
      }
      try (TrainingRun run = runs.only()) {
        vectors.start(training.words(), training::startFrom, session);
        run.begin(training::resume);
        try (NextWordModel model = training.run()) {
          finish(training, model, run);
        }
      }
    }
    return 0;
  }

  /** The run, which is known once the texts are. */
  private final class Runs {
    private final NextWordOptions options;
    private Optional<TrainingRun> run = Optional.empty();

    Runs(NextWordOptions options) {
      this.options = options;
    }

    List<Callback> listeners(Map<String, Object> texts) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("options", options);
      vectors.identify(facts);
      facts.put("threads", session.threads());
      facts.putAll(texts);
      TrainingRun own = new TrainingRun(session, files, "nextword-checkpoint", facts);
      run = Optional.of(own);
      return own.listeners(options.epochs(), title());
    }

    TrainingRun only() {
      return run.orElseThrow();
    }
  }

  private String title() {
    return "Next word of " + Path.of(data).getFileName();
  }

  private void finish(NextWordTraining training, NextWordModel model, TrainingRun run) {
    EpochReport best = training.history().get(training.bestEpoch() - 1);
    Map<String, Object> facts = run.facts(best, training.history());
    vectors.report(facts);
    NextWordFile.write(files.out(), model, facts);
    run.end(training.history(), title(), "perplexity");
    double seconds = training.history().stream().mapToDouble(EpochReport::seconds).sum();
    double perSecond = training.tokens() * training.history().size() / Math.max(1e-9, seconds);
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", files.out().toString());
      result.put("tokens", training.tokens());
      result.put("words", training.words());
      vectors.report(result);
      result.put("tokensPerSecond", perSecond);
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
                  "%s: %d tokens, %d words, %.0f tokens/s; epoch %d: validation perplexity %.2f",
                  files.out(),
                  training.tokens(),
                  training.words(),
                  perSecond,
                  training.bestEpoch(),
                  best.metric("val_perplexity")));
    }
  }

  private NextWordOptions options() {
    Language texts = Usage.check(() -> Language.of(language));
    WordCut cut =
        subwords
            .map(file -> WordCut.pieces(Subwords.read(file), texts))
            .orElseGet(
                () -> Usage.checkOptions(() -> new WordCut(WordCut.Kind.of(tokenizer), texts)));
    Settings chosen = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Settings fitting =
        vectors
            .dimensions()
            .map(n -> chosen.with(NextWordParameters.EMBEDDING_DIM, Integer.toString(n)))
            .orElse(chosen);
    return Usage.checkOptions(() -> NextWordParameters.options(fitting, cut, session.seed()));
  }
}
