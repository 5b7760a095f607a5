package rawi.nn.losses;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the examples of each class count for in the loss, as Keras's {@code class_weight}.
 *
 * @param byClass above or equal to 0; a class that is missing counts for 1
 */
public record ClassWeights(Map<Integer, Double> byClass) {
  public ClassWeights {
    byClass = Map.copyOf(byClass);
    byClass.forEach(
        (label, weight) -> {
          if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "class weights: class %d: expected a weight of at least 0, got %s"
                    .formatted(label, weight));
          }
        });
  }

  /** Every class counts for as much as every other: rows / (classes * rows of the class). */
  public static ClassWeights balanced(int... labels) {
    Map<Integer, Double> weights = new TreeMap<>();
    for (int label : labels) {
      weights.merge(label, 1.0, Double::sum);
    }
    double share = (double) labels.length / weights.size();
    weights.replaceAll((label, rows) -> share / rows);
    return new ClassWeights(weights);
  }

  /** The weight of each entry, for {@link Weighting}: shaped as the class numbers. */
  public INDArray of(INDArray classes) {
    double[] labels = classes.dup('c').data().asDouble();
    double[] weights = Arrays.stream(labels).map(label -> weight((int) label)).toArray();
    return Nd4j.createFromArray(weights).reshape('c', classes.shape());
  }

  /** The weight of each entry of one-hot targets: (batch, ..., classes) to (batch, ...). */
  public INDArray ofOneHot(INDArray targets) {
    return of(targets.argMax(targets.rank() - 1));
  }

  private double weight(int label) {
    return byClass.getOrDefault(label, 1.0);
  }
}
