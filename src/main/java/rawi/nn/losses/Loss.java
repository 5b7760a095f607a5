package rawi.nn.losses;

import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.backend.Kernels;

/**
 * What training makes small: a mean over the entries of a batch, as Keras's {@code
 * sum_over_batch_size}. Applications add their own.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The loss of a batch and its derivative.
   *
   * @param predictions the model's output: (batch, n), (batch, time, n) or of higher rank
   * @param targets what it should be
   * @param weighting what each row or step counts for, and which steps are real
   */
  Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels);

  /**
   * What the mean of a batch counts for in the mean of an epoch; empty: its rows, as in Keras.
   *
   * @param predictions as for {@link #of}
   */
  default OptionalDouble counted(INDArray predictions, Weighting weighting) {
    return OptionalDouble.empty();
  }

  /**
   * Why it cannot be meant for an output that ends with this activation, and what to do; empty: it
   * can, as far as is known.
   */
  default Optional<String> misfit(ActivationFunction last) {
    return Optional.empty();
  }

  /**
   * A loss and its derivative.
   *
   * @param value in nats where the loss is an entropy
   * @param gradient dL/d(predictions), shaped as they; 0 where masked
   */
  record Value(double value, INDArray gradient) {}
}
