package rawi.apps.plots;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rawi.nn.training.EpochReport;

/**
 * The course of a training, epoch by epoch: the loss on the left axis and one metric on the right,
 * each on what was learnt and, where there was any, on the validation set.
 *
 * @param metric such as {@code accuracy}
 */
public record TrainingPlot(String title, String metric, List<EpochReport> epochs) {
  private static final String LOSS = "loss";

  public TrainingPlot {
    epochs = List.copyOf(epochs);
  }

  /**
   * Writes the picture, SVG or PNG by the ending of the file's name.
   *
   * @throws rawi.nn.saving.ModelFileException if it cannot be written; nothing half-written stays
   * @throws IllegalArgumentException if the name ends in neither, or there is no such metric
   */
  public void write(Path file) {
    List<LinePlot.Series> lines = new ArrayList<>(lines(LOSS));
    lines(metric).forEach(line -> lines.add(line.onRight(metric)));
    new LinePlot(title, "epoch", LOSS, lines).write(file);
  }

  private List<LinePlot.Series> lines(String name) {
    List<LinePlot.Series> lines = new ArrayList<>(List.of(line(name + ", training", name)));
    String watched = "val_" + name;
    if (epochs.stream().allMatch(e -> e.metrics().containsKey(watched))) {
      lines.add(line(name + ", validation", watched));
    }
    return lines;
  }

  private LinePlot.Series line(String name, String of) {
    return new LinePlot.Series(
        name,
        IntStream.rangeClosed(1, epochs.size()).mapToObj(Double::valueOf).toList(),
        epochs.stream().map(e -> e.metric(of)).toList());
  }
}
