package rawi.apps.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;

/**
 * A page with the curves of a training that is going on, written anew after each epoch; a browser
 * that shows it looks again by itself until the training ends. Each metric has a chart, of training
 * and of validation data; the epoch with the smallest validation loss is marked.
 */
public final class CurveReport implements Callback {
  private static final int LOOK_AGAIN = 5; // seconds
  private static final String VALIDATION = "val_";
  private static final String MARKED = "val_loss";

  private final Path file;
  private final String title;
  private final Clock clock;

  /**
   * A page that does not stand yet.
   *
   * @param title its heading, in English
   */
  public CurveReport(Path file, String title, Clock clock) {
    this.file = file;
    this.title = title;
    this.clock = clock;
  }

  /** Says before the training, not after its first epoch, if the page cannot be written. */
  @Override
  public Decision onTrainBegin(Trainer trainer) {
    write(trainer, OptionalInt.of(LOOK_AGAIN));
    return Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    write(trainer, OptionalInt.of(LOOK_AGAIN));
    return Decision.CONTINUE;
  }

  @Override
  public void onTrainEnd(Trainer trainer) {
    write(trainer, OptionalInt.empty());
  }

  private void write(Trainer trainer, OptionalInt refresh) {
    List<EpochReport> history = trainer.history();
    String epochs = history.size() == 1 ? "1 epoch" : history.size() + " epochs";
    ClassificationSection section =
        new ClassificationSection(
            refresh.isPresent() ? "Training goes on" : "Training has ended",
            "und",
            epochs + " done.",
            scores(history),
            curves(history),
            ConfusionTable.none(),
            List.of(),
            List.of());
    Report report = new Report(title, clock.instant(), "", List.of(section), refresh);
    try {
      new HtmlReport(report).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Score> scores(List<EpochReport> history) {
    if (history.isEmpty()) {
      return List.of();
    }
    return history.get(history.size() - 1).metrics().entrySet().stream()
        .map(m -> Score.fraction(m.getKey(), m.getValue()).with("last epoch"))
        .toList();
  }

  private static LearningCurves curves(List<EpochReport> history) {
    Map<String, List<Double>> training = new LinkedHashMap<>();
    Map<String, List<Double>> validation = new LinkedHashMap<>();
    OptionalInt best = OptionalInt.empty();
    double smallest = Double.POSITIVE_INFINITY;
    for (EpochReport report : history) {
      for (Map.Entry<String, Double> metric : report.metrics().entrySet()) {
        boolean held = metric.getKey().startsWith(VALIDATION);
        String name = held ? metric.getKey().substring(VALIDATION.length()) : metric.getKey();
        (held ? validation : training)
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(metric.getValue());
      }
      double loss = report.metrics().getOrDefault(MARKED, Double.POSITIVE_INFINITY);
      if (loss < smallest) {
        smallest = loss;
        best = OptionalInt.of(report.epoch());
      }
    }
    List<LearningCurves.Curve> curves = new ArrayList<>();
    training.forEach(
        (name, values) ->
            curves.add(
                new LearningCurves.Curve(name, values, validation.getOrDefault(name, List.of()))));
    return new LearningCurves(curves, best);
  }
}
