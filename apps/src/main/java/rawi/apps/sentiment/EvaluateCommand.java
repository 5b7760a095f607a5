package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.nn.metrics.ClassificationReport;

/** {@code rawi sentiment evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Judges a model on lines of label<TAB>text.")
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--model", required = true, paramLabel = "M.rawi", description = "The model.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "T.tsv",
      description = "Texts with their true labels; '-' is standard input.")
  private String data = "";

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (SentimentModel loaded = SentimentFile.read(model, session.kernels(), () -> {})) {
      LabelledTexts texts = LabelledTexts.read(data, session).requireKnown(loaded.labels());
      ClassificationReport report = loaded.evaluate(texts.rows());
      if (session.json()) {
        session.print(report);
      } else {
        session.out().print(report.toText());
      }
    }
    return 0;
  }
}
