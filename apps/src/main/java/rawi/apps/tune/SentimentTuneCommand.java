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
      SentimentParameters.all().and(Portions.trainShare());
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
    PARAMETERS.addTo(family, new SentimentTuneCommand(session));
  }

  @Override
  public Integer call() {
    Language texts = Usage.check(() -> Language.of(language));
    Settings fixed = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Search search =
        Search.of(
            session,
            options,
            fixed,
            PARAMETERS,
            SentimentParameters.all(),
            Measure.OF_CLASSES,
            settings -> SentimentSubject.check(settings, texts, session.seed()));
    Path source = source(texts);
    LabelledTexts rows = LabelledTexts.read(source.toString(), session).requireClasses();
    List<String> labels = rows.rows().stream().map(LabelledText::label).toList();
    Portions portions = Portions.of(rows.source(), "rows", labels, options.folds(), session.seed());
    search.run(
        new SentimentSubject(rows.rows(), portions, texts, session.seed()),
        facts(rows, texts),
        words(source, texts),
        SentimentParameters.all().settings());
    return 0;
  }

  private List<String> words(Path source, Language texts) {
    return List.of(
        "sentiment",
        "train",
        "--data",
        source.toString(),
        "--lang",
        texts.name().toLowerCase(Locale.ROOT),
        "--out",
        "sentiment.rawi",
        "--seed",
        Long.toString(session.seed()));
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

  private static Map<String, Object> facts(LabelledTexts rows, Language texts) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("application", "sentiment");
    facts.put("dataSha256", LabelledText.hash(rows.rows()));
    facts.put("language", texts.name().toLowerCase(Locale.ROOT));
    return facts;
  }
}
