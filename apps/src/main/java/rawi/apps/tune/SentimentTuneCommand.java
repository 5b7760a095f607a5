package rawi.apps.tune;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.demo.Samples;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.sentiment.LabelledText;
import rawi.apps.sentiment.LabelledTexts;
import rawi.apps.sentiment.SentimentOptions;
import rawi.apps.sentiment.SentimentParameters;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.Language;

/** {@code rawi tune sentiment}. */
@Command(
    name = "sentiment",
    mixinStandardHelpOptions = true,
    description =
        "Tries combinations of hyper-parameters of 'rawi sentiment train', each on K folds. The"
            + " options from --layer on say what holds for all of them.")
final class SentimentTuneCommand implements Callable<Integer> {
  private static final HyperParameters<SentimentOptions> PARAMETERS =
      SentimentParameters.all().and(SentimentSubject.TRAIN_SHARE);
  private static final String SAMPLE = "sample.tsv";

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "T.tsv",
      description =
          "Rows of label<TAB>text. Default: the sentences that come with the program, written to"
              + " sample.tsv in --out.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--lang",
      paramLabel = "fr|ar|auto",
      description = "Language of the texts; auto for a mixture. Default: ${DEFAULT-VALUE}.")
  private String language = "auto";

  @Mixin private SearchOptions options = new SearchOptions();

  private SentimentTuneCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    CommandLine tune = new CommandLine(new SentimentTuneCommand(session));
    PARAMETERS.addTo(tune.getCommandSpec());
    family.addSubcommand(tune);
  }

  @Override
  public Integer call() {
    Language texts = Usage.check(() -> Language.of(language));
    Measure measure = options.measure();
    Settings fixed = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    List<Dimension> dimensions = options.dimensions(PARAMETERS, SentimentParameters.all());
    Candidates candidates = options.candidates(dimensions, fixed, session);
    Optional<SearchPlot> picture = options.picture(dimensions);
    Path source = source(texts);
    LabelledTexts rows = LabelledTexts.read(source.toString(), session).requireClasses();
    SentimentSubject subject = SentimentSubject.of(rows, options.folds(), texts, session.seed());
    Usage.check(
        () -> {
          candidates.points().forEach(subject::check);
          return true;
        });
    Runner runner = new Runner(session, subject, candidates, options.folds(), measure);
    Journal journal =
        Journal.open(
            options.folder().resolve("journal.jsonl"),
            search(rows, texts, candidates, fixed),
            candidates.points());
    Ranking ranking = runner.ranking(journal);
    picture.ifPresent(p -> p.write(ranking));
    report(ranking, candidates, source, texts);
    return 0;
  }

  /** The file of the rows; where none was named, the sentences of the program are put into one. */
  private Path source(Language texts) {
    if (data.isPresent()) {
      return Path.of(data.get());
    }
    List<Language> languages =
        texts == Language.AUTO ? List.of(Language.FR, Language.AR) : List.of(texts);
    String lines =
        languages.stream()
            .flatMap(each -> Samples.of(each).train().rows().stream())
            .map(row -> row.label() + "\t" + row.text() + "\n")
            .collect(Collectors.joining());
    Path sample = options.folder().resolve(SAMPLE);
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(sample, to -> to.write(bytes), written -> {});
    session.say("no --data: the sentences of the program are in " + sample);
    return sample;
  }

  /** What makes this search the search it is. */
  private Map<String, Object> search(
      LabelledTexts rows, Language texts, Candidates candidates, Settings fixed) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("application", "sentiment");
    facts.put("dataSha256", LabelledText.hash(rows.rows()));
    facts.put("language", texts.name().toLowerCase(Locale.ROOT));
    facts.put("folds", options.folds());
    facts.put("seed", session.seed());
    facts.put("candidates", candidates.what());
    facts.put("fixed", fixed.toString());
    return facts;
  }

  private void report(Ranking ranking, Candidates candidates, Path source, Language texts) {
    ResultTable table = new ResultTable(ranking, candidates.varied());
    byte[] bytes = table.toTsv().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(options.folder().resolve("results.tsv"), to -> to.write(bytes), written -> {});
    Ranking.Row best = ranking.bestFirst().get(0);
    if (best.failure().isPresent()) {
      throw new Failure("every combination failed; the first: " + best.failure().get());
    }
    Best line = new Best(best, ranking.measure(), candidates.varied());
    String train =
        line.command(source, texts, SentimentParameters.all().settings(), session.seed());
    if (session.json()) {
      session.print(line.json(ranking, train));
    } else {
      session.out().print(table.toText());
      session.out().println(line.toText());
      session.out().println(train);
    }
  }
}
