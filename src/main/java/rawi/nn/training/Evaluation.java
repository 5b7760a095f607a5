package rawi.nn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.RowException;
import rawi.nn.losses.Weighting;

/**
 * A classifier's outputs on a data set, in its order.
 *
 * @param logits for each example, (classes)
 * @param labels the true class of each
 * @param loss mean over examples; 0 if no loss was asked for
 */
public record Evaluation(List<double[]> logits, int[] labels, double loss) {

  /**
   * Runs the model over all batches of the data, without training.
   *
   * @throws NumericalFailure if an output is no number
   */
  public static Evaluation of(
      Junction model, Dataset data, Optional<Loss> loss, Kernels kernels, Arena arena) {
    List<double[]> logits = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    double sum = 0;
    try (Prefetch batches = new Prefetch(data.epoch(0))) {
      while (batches.hasNext()) {
        try (Batch batch = batches.next()) {
          sum += arena.step(() -> run(model, batch, loss, kernels, arena, logits, labels));
        }
      }
    }
    return new Evaluation(
        List.copyOf(logits),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        sum / Math.max(1, logits.size()));
  }

  private static double run(
      Junction model,
      Batch batch,
      Optional<Loss> loss,
      Kernels kernels,
      Arena arena,
      List<double[]> logits,
      List<Integer> labels) {
    Context context = Context.inference(kernels, arena);
    Signal result = model.forward(batch.inputs(), context).outputs().get(0);
    INDArray output = result.values();
    Diagnosis diagnosis = new Diagnosis(model, batch);
    boolean none = Diagnosis.hasNaN(result);
    if (none || diagnosis.inputSpoilt()) {
      throw diagnosis.of(
          "evaluate: %s of rows %d to %d %s"
              .formatted(
                  none ? "an output" : "the input",
                  logits.size(),
                  logits.size() + batch.size() - 1,
                  none ? "is NaN" : "cannot be used"),
          Context.inference(kernels, arena));
    }
    for (double[] row : output.toDoubleMatrix()) {
      logits.add(row);
    }
    for (int label : batch.target().data().asInt()) {
      labels.add(label);
    }
    Weighting weighting = Weighting.none().withMask(result.mask());
    try {
      return loss.map(l -> l.of(output, batch.target(), weighting, kernels).value() * batch.size())
          .orElse(0.0);
    } catch (RowException e) {
      throw batch.rows().isEmpty() ? e : e.inData(batch.rows());
    }
  }

  /** The share of examples whose largest logit is the true class. */
  public double accuracy() {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += argmax(logits.get(i)) == labels[i] ? 1 : 0;
    }
    return (double) correct / Math.max(1, labels.length);
  }

  private static int argmax(double[] row) {
    int best = 0;
    for (int k = 1; k < row.length; k++) {
      if (row[k] > row[best]) {
        best = k;
      }
    }
    return best;
  }
}
