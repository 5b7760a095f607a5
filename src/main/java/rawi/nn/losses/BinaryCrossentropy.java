package rawi.nn.losses;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.backend.CrossEntropy;
import rawi.nn.backend.Kernels;

/**
 * -(y log s + (1 - y) log(1 - s)) of targets y in [0, 1], both (batch, ..., n), mean over n; in
 * nats. Of logits z, s = sigmoid(z) is computed here, together with the derivative s - y; of
 * probabilities, s is what the model gives, kept within [1e-7, 1 - 1e-7].
 *
 * @param labelSmoothing e: y becomes y (1 - e) + e / 2
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  private static final String NAME = "BinaryCrossentropy";

  public BinaryCrossentropy {
    Probabilities.requireSmoothing(NAME, labelSmoothing);
  }

  /** Of logits, without smoothing: the model's last layer has no activation. */
  public BinaryCrossentropy() {
    this(true, 0);
  }

  /** Of logits: the model's last layer has no activation. */
  public static BinaryCrossentropy ofLogits() {
    return new BinaryCrossentropy();
  }

  /** Of probabilities: the model ends with a sigmoid. */
  public static BinaryCrossentropy ofProbabilities() {
    return new BinaryCrossentropy(false, 0);
  }

  public BinaryCrossentropy labelSmoothing(double share) {
    return new BinaryCrossentropy(fromLogits, share);
  }

  @Override
  public Optional<String> misfit(ActivationFunction last) {
    return fromLogits
        ? Ending.ofLogits(NAME, last)
        : Ending.ofProbabilities(NAME, last, "use " + NAME + ".ofLogits(), or ");
  }

  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    Entries e = new Entries(NAME, predictions, targets, weighting);
    e.requireTargets(y -> y >= 0 && y <= 1, "a target from 0 to 1");
    return fromLogits ? ofLogits(e, predictions, targets, kernels) : ofProbabilities(e);
  }

  private Value ofLogits(Entries e, INDArray z, INDArray targets, Kernels kernels) {
    INDArray y = // (entries, n)
        targets.castTo(z.dataType()).reshape('c', e.shares.length, e.n);
    if (labelSmoothing > 0) {
      y = y.mul(1 - labelSmoothing).addi(labelSmoothing / 2);
    }
    CrossEntropy entropy =
        kernels.sigmoidCrossEntropy(z.reshape('c', e.shares.length, e.n), y, e.shares);
    return new Value(entropy.sum(), entropy.dLogits().reshape('c', z.shape()));
  }

  private Value ofProbabilities(Entries e) {
    e.requireProbabilities("use BinaryCrossentropy.ofLogits, or end the model with a sigmoid");
    double sum = 0;
    double[] d = new double[e.predictions.length];
    for (int i = 0; i < d.length; i++) {
      double share = e.shares[i / e.n] / e.n;
      if (share != 0) {
        double y = e.targets[i] * (1 - labelSmoothing) + labelSmoothing / 2;
        double s = Probabilities.clip(e.predictions[i]);
        sum -= share * (y * Math.log(s) + (1 - y) * Math.log(1 - s));
        d[i] = Probabilities.isInside(e.predictions[i]) ? share * (s - y) / (s * (1 - s)) : 0;
      }
    }
    return e.value(sum, d);
  }
}
