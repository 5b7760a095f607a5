package rawi.nn.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Kernels;

/**
 * max(max_k (1 - y_k) p_k - sum_k y_k p_k + 1, 0) of one-hot targets y over the last axis (Crammer
 * and Singer 2001); the gradient of the inner maximum goes to the first of equals.
 */
public record CategoricalHinge() implements Loss {
  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    Entries e =
        Entries.ofClasses(
            "CategoricalHinge",
            predictions,
            targets,
            weighting,
            "make them one-hot (CategoryEncoding)");
    e.requireTargets(Hinge::isSign, "0 or 1 as target");
    double sum = 0;
    double[] d = new double[e.predictions.length];
    for (int entry = 0; entry < e.shares.length; entry++) {
      if (e.shares[entry] != 0) {
        sum += e.shares[entry] * one(e, entry, d);
      }
    }
    return e.value(sum, d);
  }

  /** The loss of one entry; its share of the derivative is put into d. */
  private static double one(Entries e, int entry, double[] d) {
    int at = entry * e.n;
    int rival = at;
    double right = 0;
    for (int i = at; i < at + e.n; i++) {
      right += e.targets[i] * e.predictions[i];
      if ((1 - e.targets[i]) * e.predictions[i] > (1 - e.targets[rival]) * e.predictions[rival]) {
        rival = i;
      }
    }
    double loss = (1 - e.targets[rival]) * e.predictions[rival] - right + 1;
    if (loss <= 0) {
      return 0;
    }
    for (int i = at; i < at + e.n; i++) {
      d[i] = -e.shares[entry] * e.targets[i];
    }
    d[rival] += e.shares[entry] * (1 - e.targets[rival]);
    return loss;
  }
}
