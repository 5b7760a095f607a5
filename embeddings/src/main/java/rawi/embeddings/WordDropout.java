package rawi.embeddings;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.tokenize.Vocabulary;

/**
 * In training each id (batch, time), padding apart, becomes the unknown word with probability
 * {@code rate}: the model learns not to lean on single words, and what an unknown word is like
 * (Iyyer and others 2015).
 *
 * @param rate in [0, 1)
 */
public record WordDropout(double rate) implements Layer.Spec {
  public WordDropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("WordDropout: expected a rate in [0, 1), got " + rate);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      if (!context.training() || rate == 0) {
        return new Pass(in, d -> Optional.empty());
      }
      int[] ids = in.values().dup('c').data().asInt();
      for (int i = 0; i < ids.length; i++) {
        if (ids[i] != Vocabulary.PAD && context.random().nextDouble() < rate) {
          ids[i] = Vocabulary.UNKNOWN;
        }
      }
      INDArray dropped = Nd4j.createFromArray(ids).reshape(in.values().shape());
      return new Pass(new Signal(dropped, in.mask(), false), d -> Optional.empty());
    };
  }
}
