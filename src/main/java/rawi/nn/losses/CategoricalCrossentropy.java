package rawi.nn.losses;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.backend.Kernels;

/**
 * -sum_k y_k log p_k of target distributions y, such as one-hot ones, both (batch, ..., classes);
 * in nats. Of logits z, p = softmax(z) is computed here, together with the derivative p sum(y) - y;
 * of probabilities, p is what the model gives, kept within [1e-7, 1 - 1e-7].
 *
 * @param labelSmoothing e: y becomes y (1 - e) + e / classes (Szegedy and others 2016)
 */
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {
  private static final String NAME = "CategoricalCrossentropy";

  public CategoricalCrossentropy {
    Probabilities.requireSmoothing(NAME, labelSmoothing);
  }

  /** Of logits: the model's last layer has no activation. */
  public static CategoricalCrossentropy ofLogits() {
    return new CategoricalCrossentropy(true, 0);
  }

  /** Of probabilities: the model ends with a softmax. */
  public static CategoricalCrossentropy ofProbabilities() {
    return new CategoricalCrossentropy(false, 0);
  }

  public CategoricalCrossentropy labelSmoothing(double share) {
    return new CategoricalCrossentropy(fromLogits, share);
  }

  @Override
  public Optional<String> misfit(ActivationFunction last) {
    return fromLogits
        ? Ending.ofLogits(NAME, last)
        : Ending.ofDistributions(NAME, last, "use " + NAME + ".ofLogits(), or ");
  }

  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    requireClasses(NAME, predictions);
    Entries e = Entries.ofClasses(NAME, predictions, targets, weighting, Entries.SPARSE);
    e.requireTargets(y -> y >= 0 && y <= 1, "a target from 0 to 1");
    double[] y = e.targets.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i] * (1 - labelSmoothing) + labelSmoothing / e.n;
    }
    if (!fromLogits) {
      requireDistributions(NAME, predictions, e.predictions, e.shares);
    }
    double sum = 0;
    double[] d = new double[y.length];
    for (int entry = 0; entry < e.shares.length; entry++) {
      if (e.shares[entry] != 0) {
        double loss = fromLogits ? ofLogits(e, y, entry, d) : ofProbabilities(e, y, entry, d);
        sum += e.shares[entry] * loss;
      }
    }
    return e.value(sum, d);
  }

  /** The loss of one entry; its share of the derivative is put into d. */
  private static double ofLogits(Entries e, double[] y, int entry, double[] d) {
    int at = entry * e.n;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = at; i < at + e.n; i++) {
      most = Math.max(most, e.predictions[i]);
    }
    double total = 0;
    double target = 0;
    for (int i = at; i < at + e.n; i++) {
      total += Math.exp(e.predictions[i] - most);
      target += y[i];
    }
    double logTotal = Math.log(total);
    double loss = 0;
    for (int i = at; i < at + e.n; i++) {
      double logP = e.predictions[i] - most - logTotal;
      loss -= y[i] * logP;
      d[i] = e.shares[entry] * (target * Math.exp(logP) - y[i]);
    }
    return loss;
  }

  private static double ofProbabilities(Entries e, double[] y, int entry, double[] d) {
    double loss = 0;
    for (int i = entry * e.n; i < (entry + 1) * e.n; i++) {
      double p = e.predictions[i];
      loss -= y[i] * Math.log(Probabilities.clip(p));
      d[i] = Probabilities.isInside(p) ? -e.shares[entry] * y[i] / p : 0;
    }
    return loss;
  }

  static void requireClasses(String loss, INDArray predictions) {
    if (predictions.size(-1) < 2) {
      throw new IllegalArgumentException(
          "%s: expected predictions for 2 classes or more, got %s; for one output use"
                  .formatted(loss, Shape.of(predictions))
              + " BinaryCrossentropy");
    }
  }

  static void requireDistributions(String loss, INDArray predictions, double[] p, double[] shares) {
    int n = (int) predictions.size(-1);
    for (int entry = 0; entry < shares.length; entry++) {
      boolean fits = Probabilities.sumToOne(p, entry * n, n);
      for (int i = entry * n; i < (entry + 1) * n; i++) {
        fits &= Probabilities.isOne(p[i]);
      }
      if (!fits && shares[entry] != 0) {
        throw Entries.refused(
            loss,
            entry,
            predictions,
            "expected probabilities that sum to 1, got %s; use %s.ofLogits, or end the model with a softmax"
                .formatted(shown(p, entry, n), loss));
      }
    }
  }

  private static String shown(double[] p, int entry, int n) {
    String some = Arrays.toString(Arrays.copyOfRange(p, entry * n, entry * n + Math.min(n, 4)));
    return n > 4 ? some.replace("]", ", ..]") : some;
  }
}
