package rawi.nn.losses;

import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Kernels;

/**
 * Of a model whose output (batch, time) is its loss, as that of {@link rawi.nn.layers.SoftmaxHead}:
 * the mean over all real steps; in nats if the output is. Targets are not looked at, the model had
 * them among its inputs. In the mean of an epoch a batch counts as often as it has real steps.
 */
public record OutputLoss() implements Loss {
  @Override
  public Value of(INDArray predictions, INDArray targets, Weighting weighting, Kernels kernels) {
    double[] shares = weighting.shares(entries(predictions));
    double[] values = predictions.dup('c').data().asDouble();
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += shares[i] == 0 ? 0 : shares[i] * values[i];
    }
    INDArray gradient = Nd4j.createFromArray(shares).castTo(predictions.dataType());
    return new Value(sum, gradient.reshape('c', predictions.shape()));
  }

  private static INDArray entries(INDArray predictions) {
    if (predictions.rank() != 2) {
      throw new IllegalArgumentException(
          "OutputLoss: expected the losses of steps (batch, time), got rank " + predictions.rank());
    }
    return predictions.reshape('c', predictions.size(0), predictions.size(1), 1);
  }

  @Override
  public OptionalDouble counted(INDArray predictions, Weighting weighting) {
    return OptionalDouble.of(
        weighting
            .mask()
            .map(m -> m.sumNumber().doubleValue())
            .orElse((double) predictions.length()));
  }
}
