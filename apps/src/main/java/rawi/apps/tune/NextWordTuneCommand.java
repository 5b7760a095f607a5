package rawi.apps.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import rawi.apps.nextword.NextWordOptions;
import rawi.apps.nextword.NextWordParameters;
import rawi.apps.nextword.Text;
import rawi.apps.nextword.WordCut;
import rawi.tokenize.Language;

/** {@code rawi tune nextword}. */
@Command(
    name = "nextword",
    mixinStandardHelpOptions = true,
    description =
        "Tries combinations of hyper-parameters of 'rawi nextword train', each on K blocks of lines."
            + " The options from --layer on say what holds for all of them.")
final class NextWordTuneCommand implements Callable<Integer> {
  private static final HyperParameters<NextWordOptions> PARAMETERS =
      NextWordParameters.all().and(Portions.trainShare());

  private final Session session;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "F.txt",
      description = "Text to learn, in UTF-8; it is kept in memory.")
  private String data = "";

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "fr|ar|auto",
      description = "Language of the text; auto for a mixture.")
  private String language = "";

  @Option(
      names = "--tokenizer",
      paramLabel = "word|plain",
      description = "What a token is, as in 'rawi nextword train'. Default: ${DEFAULT-VALUE}.")
  private String tokenizer = WordCut.Kind.WORD.toString();

  @Mixin private SearchOptions options = new SearchOptions();

  private NextWordTuneCommand(Session session) {
    this.session = session;
  }

  /** Adds the command, with an option for each hyper-parameter, to its family. */
  static void addTo(CommandLine family, Session session) {
    PARAMETERS.addTo(family, new NextWordTuneCommand(session));
  }

  @Override
  public Integer call() {
    Language texts = Usage.check(() -> Language.of(language));
    WordCut cut = new WordCut(Usage.checkOptions(() -> WordCut.Kind.of(tokenizer)), texts);
    Settings fixed = Usage.checkOptions(() -> PARAMETERS.chosen(command));
    Search search =
        Search.of(
            session,
            options,
            fixed,
            PARAMETERS,
            NextWordParameters.all().without(NextWordParameters.OF_THE_VOCABULARY),
            Measure.OF_NEXT_WORDS,
            settings -> NextWordSubject.check(settings, cut, session.seed()));
    warn(search.candidates().varied());
    TextPortions portions = TextPortions.of(data, lines(), options.folds(), leastShare(search));
    search.run(
        new NextWordSubject(portions, cut, session.seed()),
        facts(portions, cut),
        words(cut),
        NextWordParameters.all().settings());
    return 0;
  }

  private void warn(List<String> varied) {
    NextWordParameters.OF_THE_VOCABULARY.stream()
        .filter(varied::contains)
        .forEach(
            name ->
                session.say(
                    "%s changes which words are known; perplexities of different vocabularies cannot be compared"
                        .formatted(name)));
  }

  private static double leastShare(Search search) {
    return search.candidates().points().stream()
        .mapToDouble(point -> point.real(Portions.TRAIN_SHARE))
        .min()
        .orElse(1);
  }

  /** Those with something in them. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    Text.file(data)
        .forEach(
            line -> {
              if (!line.isBlank()) {
                lines.add(line);
              }
            });
    return lines;
  }

  private static Map<String, Object> facts(TextPortions portions, WordCut cut) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("application", "nextword");
    facts.put("dataSha256", portions.hash());
    facts.put("language", cut.language().name().toLowerCase(Locale.ROOT));
    facts.put("tokenizer", cut.kind().toString());
    return facts;
  }

  private List<String> words(WordCut cut) {
    List<String> words = new ArrayList<>(List.of("nextword", "train", "--data", data));
    words.addAll(List.of("--lang", cut.language().name().toLowerCase(Locale.ROOT)));
    words.addAll(List.of("--tokenizer", cut.kind().toString(), "--out", "nextword.rawi"));
    words.addAll(List.of("--seed", Long.toString(session.seed())));
    return words;
  }
}
