package rawi.apps.nextword;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi nextword generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Goes on with a text, word by word; --seed decides which of the probable ones.")
final class GenerateCommand implements Callable<Integer> {
  private static final GenerationOptions DEFAULTS = GenerationOptions.defaults();

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "How many words. Default: ${DEFAULT-VALUE}.")
  private int words = DEFAULTS.words();

  @Option(
      names = "--temperature",
      paramLabel = "R",
      description = "Below 1 the probable becomes more so. Default: ${DEFAULT-VALUE}.")
  private double temperature = DEFAULTS.temperature();

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description =
          "Only so many of the most probable words may come; 0: all. Default: ${DEFAULT-VALUE}.")
  private int topK = DEFAULTS.topK();

  @Option(
      names = "--top-p",
      paramLabel = "R",
      description =
          "Only the most probable words that have this probability together may come."
              + " Default: ${DEFAULT-VALUE}.")
  private double topP = DEFAULTS.topP();

  @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "What the text begins with.")
  private Optional<String> prefix = Optional.empty();

  GenerateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    GenerationOptions options =
        Usage.checkOptions(
            () -> new GenerationOptions(words, temperature, topK, topP, session.seed()));
    try (NextWordModel loaded = NextWordFile.read(model, session.kernels(), () -> {})) {
      String begun = prefix.orElse("");
      String text = loaded.generate(begun, options);
      if (session.json()) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("prefix", begun);
        all.put("text", text);
        all.put("words", words);
        all.put("seed", session.seed());
        session.print(all);
      } else {
        session.out().println(text);
      }
    }
    return 0;
  }
}
