package rawi.nn.losses;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.backend.Kernels;

/**
 * sum_k y_k log(y_k / p_k) of two distributions over the last axis, both kept within [1e-7, 1]; in
 * nats (Kullback and Leibler 1951).
 */
public record KLDivergence() implements Loss {
  @Override
  public Optional<String> misfit(ActivationFunction last) {
    return Ending.ofDistributions("KLDivergence", last, "");
  }

  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    Entries e = new Entries("KLDivergence", predictions, targets, weighting);
    e.requireTargets(Probabilities::isOne, "a probability as target");
    e.requireProbabilities("end the model with a softmax");
    double sum = 0;
    double[] d = new double[e.predictions.length];
    for (int i = 0; i < d.length; i++) {
      double share = e.shares[i / e.n];
      if (share != 0) {
        double y = Math.max(e.targets[i], Probabilities.EPSILON);
        double p = Math.max(e.predictions[i], Probabilities.EPSILON);
        sum += share * y * Math.log(y / p);
        d[i] = e.predictions[i] < Probabilities.EPSILON ? 0 : -share * y / p;
      }
    }
    return e.value(sum, d);
  }
}
