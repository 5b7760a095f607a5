package rawi.nn.metrics;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * e^(mean loss of a token), of a model whose outputs are the losses of its tokens, (batch, time),
 * in nats: among how many equally likely words the model was in doubt.
 */
public final class Perplexity implements OutputMetric {
  private final Mean loss = new Mean("perplexity");

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    double real = mask.map(m -> m.sumNumber().doubleValue()).orElse((double) predictions.length());
    if (real > 0) {
      INDArray losses =
          mask.map(m -> predictions.mul(m.castTo(predictions.dataType()))).orElse(predictions);
      loss.update(losses.sumNumber().doubleValue() / real, real);
    }
  }

  @Override
  public String name() {
    return "perplexity";
  }

  @Override
  public double result() {
    return Math.exp(loss.result());
  }

  @Override
  public void reset() {
    loss.reset();
  }
}
