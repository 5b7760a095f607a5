package rawi.apps.sentiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.plots.ConfusionPlot;
import rawi.apps.plots.PictureFile;
import rawi.apps.plots.RocPlot;
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

  @Option(
      names = "--plot",
      paramLabel = "F.svg|F.png",
      description = "Picture to draw the confusion matrix on.")
  private Optional<Path> plot = Optional.empty();

  @Option(
      names = "--plot-roc",
      paramLabel = "F.svg|F.png",
      description = "Picture to draw the ROC curve of each label on.")
  private Optional<Path> rocPlot = Optional.empty();

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Stream.concat(plot.stream(), rocPlot.stream())
        .forEach(file -> Usage.check(() -> PictureFile.require(file)));
    try (SentimentModel loaded = SentimentFile.read(model, session.kernels(), () -> {})) {
      LabelledTexts texts = LabelledTexts.read(data, session).requireKnown(loaded.labels());
      ClassificationReport report = loaded.evaluate(texts.rows());
      if (session.json()) {
        session.print(report);
      } else {
        session.out().print(report.toText());
      }
      plot.ifPresent(
          file ->
              new ConfusionPlot(
                      "Sentiment of " + Path.of(data).getFileName(),
                      report.labels(),
                      report.confusion())
                  .write(file));
      rocPlot.ifPresent(
          file ->
              new RocPlot(
                      "Sentiment of " + Path.of(data).getFileName(),
                      report.labels(),
                      loaded.rocCurves(texts.rows()))
                  .write(file));
    }
    return 0;
  }
}
