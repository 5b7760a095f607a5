package rawi.nn.losses;

import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.backend.Kernels;

/** A loss that is the mean, over an entry's numbers, of a function of one prediction and target. */
public interface ElementwiseLoss extends Loss {
  /** The loss of one number. */
  double value(double prediction, double target);

  /** Its derivative by the prediction. */
  double slope(double prediction, double target);

  /** Whether it is made for such a target. */
  default boolean fits(double target) {
    return Double.isFinite(target);
  }

  /** What {@link #fits} asks for, in words. */
  default String expectedTargets() {
    return "a number as target";
  }

  @Override
  default Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    String name = getClass().getSimpleName();
    Entries e = new Entries(name, predictions, targets, weighting);
    e.requireTargets(this::fits, expectedTargets());
    double sum = 0;
    double[] d = new double[e.predictions.length];
    for (int i = 0; i < d.length; i++) {
      double share = e.shares[i / e.n] / e.n;
      if (share != 0) { // what is masked may be anything
        sum += share * value(e.predictions[i], e.targets[i]);
        d[i] = share * slope(e.predictions[i], e.targets[i]);
      }
    }
    return e.value(sum, d);
  }
}
