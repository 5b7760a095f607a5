package rawi.apps.sentiment;

import java.nio.charset.StandardCharsets;
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
import rawi.apps.cli.Session;
import rawi.apps.hyper.Settings;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.Language;

/** {@code rawi sentiment ablation}: what each part of the recipe brings, on validation files. */
@Command(
    name = "ablation",
    mixinStandardHelpOptions = true,
    description = {
      "Trains variants of the defaults on every folder below a root that holds train.tsv,"
          + " valid.tsv and test.tsv, judges them on rows of train.tsv that they did not learn, and"
          + " prints a table in Markdown. Test files are not read."
    })
final class AblationCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--data-root",
      required = true,
      paramLabel = "DIR",
      description = "Where the data sets lie.")
  private Path root = Path.of("");

  @Option(
      names = "--sets",
      split = ",",
      paramLabel = "NAME",
      description = "Only these of the sets, by their paths below the root.")
  private List<String> only = List.of();

  @Option(
      names = "--out",
      paramLabel = "F.md",
      description = "File to write the table to, anew after each variant.")
  private Optional<Path> out = Optional.empty();

  AblationCommand(Session session) {
    this.session = session;
  }

  /** What is changed of the defaults, by the row's name. */
  private static Map<String, Map<String, String>> variants() {
    Map<String, Map<String, String>> variants = new LinkedHashMap<>();
    String buckets = "ngram-buckets";
    String strength = "wide-strength";
    variants.put(
        "words alone, one direction",
        Map.of(buckets, "0", strength, "0", "layer", "lstm", "word-dropout", "0"));
    variants.put("+ both directions", Map.of(buckets, "0", strength, "0", "word-dropout", "0"));
    variants.put("+ word dropout", Map.of(buckets, "0", strength, "0"));
    variants.put("+ character n-grams of words", Map.of(strength, "0"));
    variants.put("+ wide part: the default", Map.of());
    variants.put("wide part, words without n-grams", Map.of(buckets, "0"));
    variants.put("wide part, validation rows not learnt", Map.of("refit", "off"));
    return variants;
  }

  @Override
  public Integer call() {
    out.ifPresent(AtomicFile::requireWritable);
    List<DataSets> sets =
        DataSets.below(root).stream()
            .filter(set -> only.isEmpty() || only.contains(set.name()))
            .toList();
    StringBuilder table = new StringBuilder("| variant |");
    sets.forEach(set -> table.append(' ').append(set.name()).append(" |"));
    table.append(" mean |\n|---|").append("---|".repeat(sets.size() + 1)).append('\n');
    variants()
        .forEach(
            (name, changes) -> {
              table.append(row(name, changes, sets));
              out.ifPresent(file -> write(file, table.toString()));
            });
    session.out().print(table);
    return 0;
  }

  private String row(String name, Map<String, String> changes, List<DataSets> sets) {
    Settings settings = SentimentParameters.all().settings();
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = settings.with(change.getKey(), change.getValue());
    }
    SentimentOptions options = SentimentParameters.options(settings, Language.AUTO, session.seed());
    StringBuilder row = new StringBuilder("| " + name + " |");
    List<ClassificationReport> reports = new ArrayList<>();
    for (DataSets set : sets) {
      ClassificationReport report = judged(set, options);
      session.say(name + ", " + set.name() + ": " + scores(report.accuracy(), report.macroF1()));
      row.append(' ').append(scores(report.accuracy(), report.macroF1())).append(" |");
      reports.add(report);
    }
    double accuracy = reports.stream().mapToDouble(r -> r.accuracy()).average().orElse(0);
    double f1 = reports.stream().mapToDouble(r -> r.macroF1()).average().orElse(0);
    return row.append(' ').append(scores(accuracy, f1)).append(" |\n").toString();
  }

  private static String scores(double accuracy, double f1) {
    return String.format(Locale.ROOT, "%.1f/%.1f", 100 * accuracy, 100 * f1);
  }

  /** Learns nine rows in ten, watches the validation file and is judged on the tenth rows. */
  private ClassificationReport judged(DataSets set, SentimentOptions options) {
    LabelledTexts all = set.texts("train", session).requireClasses();
    List<String> labels = List.copyOf(all.labels());
    Split split = Split.everyTenth(all);
    List<LabelledText> watched = set.texts("valid", session).requireKnown(labels).rows();
    SentimentTraining training =
        new SentimentTraining(split.train(), watched, options, session.kernels(), List.of());
    try (SentimentModel model = training.run()) {
      return model.evaluate(split.valid());
    }
  }

  private static void write(Path file, String table) {
    AtomicFile.write(
        file, stream -> stream.write(table.getBytes(StandardCharsets.UTF_8)), written -> {});
  }
}
