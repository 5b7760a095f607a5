package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Signal;

/** Attention, built: scores, their softmax, the mean of the values. */
record WeightedMean(AttentionScores scores, double dropout, boolean causal, boolean returnScores)
    implements Junction {
  /** What Keras subtracts from the score of what must not be seen. */
  private static final double NEVER = 1e9;

  @Override
  public List<Parameter> parameters() {
    return scores.parameters();
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    AttentionInputs in = AttentionInputs.of(scores.layer(), inputs);
    INDArray value = in.value().values();
    AttentionScores.Scored scored = scores.of(in.query().values(), in.key().values());
    INDArray weights = softmax(hidden(scored.scores(), in)); // (batch, Tq, Tv)
    Optional<INDArray> kept = kept(weights, context);
    INDArray used = kept.map(weights::mul).orElse(weights);
    Optional<INDArray> live = in.query().mask().map(m -> m.reshape(m.size(0), m.size(1), 1));
    INDArray mean = BatchProduct.of(used, false, value, false); // (batch, Tq, size)
    boolean wanted = in.differentiable() || parameters().stream().anyMatch(Parameter::trainable);
    List<Signal> outputs = new ArrayList<>();
    outputs.add(new Signal(live.map(mean::mul).orElse(mean), in.query().mask(), wanted));
    if (returnScores) {
      outputs.add(new Signal(used, in.query().mask(), wanted));
    }
    return new JunctionPass(
        outputs,
        d -> {
          INDArray dMean =
              d.get(0).map(a -> live.map(a::mul).orElse(a)).orElseGet(() -> mean.mul(0));
          INDArray dUsed = BatchProduct.of(dMean, false, value, true);
          if (returnScores) {
            d.get(1).ifPresent(dUsed::addi);
          }
          INDArray dWeights = kept.map(dUsed::mul).orElse(dUsed);
          AttentionScores.Gradients back = scored.back().apply(softmaxBack(weights, dWeights));
          return in.gradients(
              inputs.size() == 3,
              back.query(),
              BatchProduct.of(used, true, dMean, false),
              back.key());
        });
  }

  /** The scores, with what must not be seen far below the rest. */
  private INDArray hidden(INDArray scores, AttentionInputs in) {
    INDArray result = scores;
    Optional<INDArray> mask = in.value().mask();
    if (causal) {
      INDArray seen = seen(scores);
      INDArray both = mask.map(m -> seen.mul(m.reshape(m.size(0), 1, m.size(1)))).orElse(seen);
      result = scores.sub(both.rsub(1).muli(NEVER));
    } else if (mask.isPresent()) {
      INDArray m = mask.get();
      result = scores.sub(m.rsub(1).muli(NEVER).reshape(m.size(0), 1, m.size(1)));
    }
    return result;
  }

  /** 1 where j is at most i, (1, Tq, Tv). */
  private static INDArray seen(INDArray scores) {
    INDArray seen = Nd4j.zeros(scores.dataType(), 1, scores.size(1), scores.size(2));
    for (long i = 0; i < scores.size(1); i++) {
      for (long j = 0; j <= Math.min(i, scores.size(2) - 1); j++) {
        seen.putScalar(new long[] {0, i, j}, 1);
      }
    }
    return seen;
  }

  private static INDArray softmax(INDArray scores) {
    INDArray highest = scores.max(true, 2);
    INDArray e = Transforms.exp(scores.sub(highest), false);
    return e.divi(e.sum(true, 2));
  }

  private static INDArray softmaxBack(INDArray y, INDArray dy) {
    return dy.sub(dy.mul(y).sum(true, 2)).muli(y);
  }

  private Optional<INDArray> kept(INDArray weights, Context context) {
    return context.training() && dropout > 0
        ? Optional.of(context.dropoutMask(dropout, weights.dataType(), weights.shape()))
        : Optional.empty();
  }
}
