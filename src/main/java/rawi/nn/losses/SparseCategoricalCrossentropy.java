package rawi.nn.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.CrossEntropy;
import rawi.nn.backend.Kernels;

/**
 * -log softmax(z)[y] of logits z (batch, ..., classes) and class numbers y (batch, ...); in nats.
 * The model's last layer has no activation: softmax is computed here, together with the derivative
 * softmax(z) - onehot(y).
 */
public record SparseCategoricalCrossentropy() implements Loss {
  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    double[] shares = weighting.shares(predictions);
    int[] labels = targets.dup('c').data().asInt();
    long classes = predictions.size(-1);
    if (labels.length != shares.length) {
      throw new IllegalArgumentException(
          "SparseCategoricalCrossentropy: expected one class for each of %d rows, got %d"
              .formatted(shares.length, labels.length));
    }
    for (int r = 0; r < labels.length; r++) {
      if (labels[r] < 0 || labels[r] >= classes) {
        throw new IllegalArgumentException(
            "SparseCategoricalCrossentropy: row %d: expected a class from 0 to %d, got %d"
                .formatted(r, classes - 1, labels[r]));
      }
    }
    CrossEntropy entropy =
        kernels.softmaxCrossEntropy(
            predictions.reshape('c', shares.length, classes), labels, shares);
    return new Value(entropy.sum(), entropy.dLogits().reshape('c', predictions.shape()));
  }
}
