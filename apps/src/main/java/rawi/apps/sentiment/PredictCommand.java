package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rawi.apps.cli.Session;
import rawi.apps.cli.Utf8Lines;

/** {@code rawi sentiment predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Predicts the label of each text, or of each line of standard input for '-'.")
final class PredictCommand implements Callable<Integer> {
  /** Lines predicted together when they come faster than they are answered. */
  private static final int MOST_LINES = 1024;

  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--explain",
      description = "Print how far each token pushed towards the label (below 0: away from it).")
  private boolean explain;

  @Parameters(
      arity = "1..*",
      paramLabel = "TEXT|-",
      description = "Texts, or '-'. After '--' they may begin with '-'.")
  private List<String> texts = List.of();

  PredictCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (SentimentModel loaded = SentimentFile.read(model, session.kernels(), () -> {})) {
      if (texts.equals(List.of("-"))) {
        predictLines(loaded);
      } else {
        answer(loaded, texts);
      }
    }
    return 0;
  }

  private void predictLines(SentimentModel loaded) {
    try (Utf8Lines lines = Utf8Lines.open("-", session.in())) {
      List<String> waiting = new ArrayList<>();
      while (lines.advance() && !session.unread()) {
        waiting.add(lines.line());
        if (waiting.size() == MOST_LINES || !lines.ready()) {
          answer(loaded, waiting);
          waiting.clear();
        }
      }
      answer(loaded, waiting);
    }
  }

  private void answer(SentimentModel loaded, List<String> some) {
    if (explain) {
      some.stream()
          .takeWhile(text -> !session.unread())
          .forEach(text -> print(loaded.explain(text)));
    } else if (!some.isEmpty()) {
      loaded.predict(some).forEach(this::print);
    }
  }

  private void print(Prediction prediction) {
    if (session.json()) {
      session.print(fields(prediction));
    } else {
      session.out().println(line(prediction));
    }
  }

  private void print(Explanation explanation) {
    if (session.json()) {
      Map<String, Object> fields = fields(explanation.prediction());
      fields.put("tokens", explanation.tokens());
      session.print(fields);
      return;
    }
    session.out().println(line(explanation.prediction()));
    for (Explanation.WeightedToken token : explanation.tokens()) {
      session
          .out()
          .println(String.format(Locale.ROOT, "  %+.4f  %s", token.weight(), token.text()));
    }
  }

  private static String line(Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%s\t%.4f\t%s",
        prediction.label(),
        prediction.probability(),
        prediction.text());
  }

  private static Map<String, Object> fields(Prediction prediction) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("text", prediction.text());
    fields.put("label", prediction.label());
    fields.put("probabilities", prediction.probabilities());
    return fields;
  }
}
