package rawi.nn.training;

import java.util.List;
import rawi.nn.Parameter;

/** The penalties on the size of trainable weights, as Keras adds them to the loss. */
final class Regularization {
  private Regularization() {}

  static double penalty(List<Parameter> parameters) {
    double sum = 0;
    for (Parameter p : parameters) {
      if (p.trainable()) {
        sum += p.regularizer().map(r -> r.penalty(p.value())).orElse(0.0);
      }
    }
    return sum;
  }

  /** Adds d(penalty)/dw to the gradients. */
  static void addGradients(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      if (p.trainable()) {
        p.regularizer().ifPresent(r -> p.accumulate(r.gradient(p.value())));
      }
    }
  }
}
