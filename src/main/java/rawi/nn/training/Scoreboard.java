package rawi.nn.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rawi.nn.Signal;
import rawi.nn.metrics.Mean;
import rawi.nn.metrics.OutputMetric;

/**
 * The loss and the metrics of one round over the data, under Keras's names: {@code loss}, and for
 * several outputs {@code <output>_loss}; {@code accuracy} or {@code <output>_accuracy}.
 */
final class Scoreboard {
  private final Objectives objectives;
  private final Mean total = new Mean("loss");
  private final List<Mean> losses = new ArrayList<>();
  private final List<List<OutputMetric>> metrics = new ArrayList<>();
  private int examples;

  Scoreboard(Objectives objectives) {
    this.objectives = objectives;
    for (int i = 0; i < objectives.each().size(); i++) {
      losses.add(new Mean(objectives.names().get(i) + "_loss"));
      List<OutputMetric> own = new ArrayList<>();
      objectives.each().get(i).metrics().forEach(supplier -> own.add(supplier.get()));
      metrics.add(own);
    }
  }

  /**
   * Takes one batch in.
   *
   * @param loss penalties and all
   */
  void add(double loss, Objectives.Judged judged, List<Signal> outputs, Batch batch) {
    examples += batch.size();
    boolean one = losses.size() == 1;
    total.update(loss, one ? judged.counted().get(0) : (double) batch.counts());
    for (int i = 0; i < losses.size(); i++) {
      losses.get(i).update(judged.each().get(i), judged.counted().get(i));
      Signal output = outputs.get(i);
      Target target = batch.targets().get(i);
      for (OutputMetric metric : metrics.get(i)) {
        metric.update(output.values(), target.values(), target.maskOf(output));
      }
    }
  }

  /** How many examples were taken in. */
  int examples() {
    return examples;
  }

  /**
   * All values so far.
   *
   * @param prefix before each name: {@code val_} for what was not learnt from
   */
  Map<String, Double> results(String prefix) {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put(prefix + total.name(), total.result());
    boolean several = losses.size() > 1;
    for (int i = 0; i < losses.size(); i++) {
      if (several) {
        all.put(prefix + losses.get(i).name(), losses.get(i).result());
      }
      for (OutputMetric metric : metrics.get(i)) {
        String output = several ? objectives.names().get(i) + "_" : "";
        all.put(prefix + output + metric.name(), metric.result());
      }
    }
    return all;
  }
}
