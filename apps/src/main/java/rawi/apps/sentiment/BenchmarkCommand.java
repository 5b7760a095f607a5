package rawi.apps.sentiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.models.Limits;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.Language;

/** {@code rawi sentiment benchmark}: the default recipe on every data set below a folder. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the defaults on every folder below a root that holds train.tsv, valid.tsv and"
          + " test.tsv, judges the models on the test files, and prints a table in Markdown."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--data-root",
      required = true,
      paramLabel = "DIR",
      description = "Where the data sets lie.")
  private Path root = Path.of("");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Models of each set, with seeds --seed and on. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--out",
      paramLabel = "F.md",
      description = "File to write the table to, anew after each set.")
  private Optional<Path> out = Optional.empty();

  BenchmarkCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.checkOptions(
        () -> {
          Limits.positive("seeds", seeds);
          return seeds;
        });
    out.ifPresent(AtomicFile::requireWritable);
    List<SetScore> scores = new ArrayList<>();
    for (DataSets set : DataSets.below(root)) {
      scores.add(score(set));
      out.ifPresent(file -> write(file, table(scores)));
    }
    if (session.json()) {
      scores.forEach(session::print);
    } else {
      session.out().print(table(scores));
    }
    return 0;
  }

  private SetScore score(DataSets set) {
    LabelledTexts train = set.texts("train", session).requireClasses();
    List<String> labels = List.copyOf(train.labels());
    List<LabelledText> valid = set.texts("valid", session).requireKnown(labels).rows();
    List<LabelledText> test = set.texts("test", session).requireKnown(labels).rows();
    List<SetScore.Run> runs =
        LongStream.range(session.seed(), session.seed() + seeds)
            .mapToObj(seed -> run(set.name(), train.rows(), valid, test, seed))
            .toList();
    return new SetScore(set.name(), labels.size(), test.size(), runs);
  }

  private SetScore.Run run(
      String name,
      List<LabelledText> train,
      List<LabelledText> valid,
      List<LabelledText> test,
      long seed) {
    SentimentOptions options = SentimentOptions.defaults(Language.AUTO).withSeed(seed);
    long start = System.nanoTime();
    SentimentTraining training =
        new SentimentTraining(train, valid, options, session.kernels(), List.of());
    try (SentimentModel model = training.run()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      ClassificationReport report = model.evaluate(test);
      Bootstrap ece = model.calibration(test, seed);
      SetScore.Run run =
          new SetScore.Run(
              seed,
              report.accuracy(),
              report.macroF1(),
              report.ece(),
              ece.low(),
              ece.high(),
              training.validated().recurrentShare(),
              seconds,
              megabytes(model));
      session.say(
          String.format(
              Locale.ROOT,
              "%s, seed %d: accuracy %.4f, macro-F1 %.4f, ece %.4f, %.0f s",
              name,
              seed,
              run.accuracy(),
              run.macroF1(),
              run.ece(),
              seconds));
      return run;
    }
  }

  private static double megabytes(SentimentModel model) {
    try {
      Path folder = Files.createTempDirectory("rawi");
      Path file = folder.resolve("m.rawi");
      SentimentFile.write(file, model, Map.of());
      double size = Files.size(file) / 1e6;
      Files.delete(file);
      Files.delete(folder);
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String table(List<SetScore> scores) {
    StringBuilder text = new StringBuilder(SetScore.head()).append('\n');
    scores.forEach(score -> text.append(score.row()).append('\n'));
    text.append(
        String.format(
            Locale.ROOT,
            "| mean of %d | | | %.1f | %.1f | | | | | |%n",
            scores.size(),
            100
                * scores.stream()
                    .mapToDouble(s -> s.mean(SetScore.Run::accuracy))
                    .average()
                    .orElse(0),
            100
                * scores.stream()
                    .mapToDouble(s -> s.mean(SetScore.Run::macroF1))
                    .average()
                    .orElse(0)));
    return text.toString();
  }

  private static void write(Path file, String table) {
    AtomicFile.write(
        file, stream -> stream.write(table.getBytes(StandardCharsets.UTF_8)), written -> {});
  }
}
