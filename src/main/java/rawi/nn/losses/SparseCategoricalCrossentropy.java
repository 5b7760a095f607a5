package rawi.nn.losses;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.backend.CrossEntropy;
import rawi.nn.backend.Kernels;

/**
 * -log p[y] of class numbers y (batch, ...), of predictions (batch, ..., classes); in nats. Of
 * logits z, p = softmax(z) is computed here, together with the derivative p - onehot(y); of
 * probabilities, p is what the model gives, kept within [1e-7, 1 - 1e-7].
 */
public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {
  private static final String NAME = "SparseCategoricalCrossentropy";

  /** Of logits: the model's last layer has no activation. */
  public SparseCategoricalCrossentropy() {
    this(true);
  }

  /** Of logits: the model's last layer has no activation. */
  public static SparseCategoricalCrossentropy ofLogits() {
    return new SparseCategoricalCrossentropy(true);
  }

  /** Of probabilities: the model ends with a softmax. */
  public static SparseCategoricalCrossentropy ofProbabilities() {
    return new SparseCategoricalCrossentropy(false);
  }

  @Override
  public Optional<String> misfit(ActivationFunction last) {
    return fromLogits
        ? Ending.ofLogits(NAME, last)
        : Ending.ofDistributions(NAME, last, "use " + NAME + ".ofLogits(), or ");
  }

  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    CategoricalCrossentropy.requireClasses(NAME, predictions);
    double[] shares = weighting.shares(predictions);
    int[] labels = labels(predictions, targets, shares);
    if (!fromLogits) {
      return ofProbabilities(predictions, labels, shares);
    }
    INDArray z = predictions.reshape('c', shares.length, predictions.size(-1));
    CrossEntropy entropy = kernels.softmaxCrossEntropy(z, labels, shares);
    return new Value(entropy.sum(), entropy.dLogits().reshape('c', predictions.shape()));
  }

  /** The class of each entry, 0 where it does not count. */
  private static int[] labels(INDArray predictions, INDArray targets, double[] shares) {
    if (targets.length() != shares.length) {
      throw new IllegalArgumentException(
          "%s: expected one class for each of %d rows, got %d%s"
              .formatted(
                  NAME,
                  shares.length,
                  targets.length(),
                  targets.equalShapes(predictions)
                      ? "; for one-hot targets use CategoricalCrossentropy"
                      : ""));
    }
    double[] given = targets.dup('c').data().asDouble();
    long classes = predictions.size(-1);
    int[] labels = new int[given.length];
    for (int r = 0; r < given.length; r++) {
      if (shares[r] != 0) {
        labels[r] = (int) given[r];
        if (labels[r] != given[r] || labels[r] < 0 || labels[r] >= classes) {
          throw Entries.refused(
              NAME,
              r,
              predictions,
              "expected a class from 0 to %d, got %s".formatted(classes - 1, shown(given[r])));
        }
      }
    }
    return labels;
  }

  private static String shown(double label) {
    return label == Math.rint(label) && Math.abs(label) < 1e15
        ? Long.toString((long) label)
        : Double.toString(label);
  }

  private static Value ofProbabilities(INDArray predictions, int[] labels, double[] shares) {
    double[] p = predictions.dup('c').data().asDouble();
    CategoricalCrossentropy.requireDistributions(NAME, predictions, p, shares);
    int classes = (int) predictions.size(-1);
    double sum = 0;
    double[] d = new double[p.length];
    for (int r = 0; r < labels.length; r++) {
      double own = p[r * classes + labels[r]];
      sum -= shares[r] * Math.log(Probabilities.clip(own));
      d[r * classes + labels[r]] = Probabilities.isInside(own) ? -shares[r] / own : 0;
    }
    INDArray gradient = Nd4j.createFromArray(d).castTo(predictions.dataType());
    return new Value(sum, gradient.reshape('c', predictions.shape()));
  }
}
