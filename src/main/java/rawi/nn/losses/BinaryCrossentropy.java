package rawi.nn.losses;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.CrossEntropy;
import rawi.nn.backend.Kernels;

/**
 * -(y log s + (1 - y) log(1 - s)), s = sigmoid(z), of logits z and targets y in [0, 1], both
 * (batch, ..., n), mean over n; in nats. The sigmoid is computed here, together with the derivative
 * s - y.
 */
public record BinaryCrossentropy() implements Loss {
  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    if (!predictions.equalShapes(targets)) {
      throw new IllegalArgumentException(
          "BinaryCrossentropy: expected targets shaped as the predictions %s, got %s"
              .formatted(Arrays.toString(predictions.shape()), Arrays.toString(targets.shape())));
    }
    long n = predictions.size(-1);
    double[] shares = weighting.shares(predictions);
    CrossEntropy entropy =
        kernels.sigmoidCrossEntropy(
            predictions.reshape('c', shares.length, n),
            targets.reshape('c', shares.length, n),
            shares);
    return new Value(entropy.sum(), entropy.dLogits().reshape('c', predictions.shape()));
  }
}
