package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Parameter;

/** How well each step of a query fits each step of a key: what attention layers differ in. */
interface AttentionScores {
  List<Parameter> parameters();

  /** The layer that has these scores, for messages. */
  String layer();

  /**
   * Scores of a batch.
   *
   * @param query (batch, Tq, dim)
   * @param key (batch, Tv, dim)
   */
  Scored of(INDArray query, INDArray key);

  /**
   * Scores and the way back.
   *
   * @param scores (batch, Tq, Tv)
   */
  record Scored(INDArray scores, Back back) {}

  /** From dL/d(scores) to dL/d(query) and dL/d(key), adding to the parameters' gradients. */
  @FunctionalInterface
  interface Back {
    Gradients apply(INDArray dScores);
  }

  record Gradients(INDArray query, INDArray key) {}

  /** scale q . k (Luong and others 2015, "dot"). */
  record Dot(Optional<Parameter> scale) implements AttentionScores {
    @Override
    public String layer() {
      return "Attention";
    }

    @Override
    public List<Parameter> parameters() {
      return scale.map(List::of).orElseGet(List::of);
    }

    @Override
    public Scored of(INDArray query, INDArray key) {
      INDArray products = BatchProduct.of(query, false, key, true); // (batch, Tq, Tv)
      double factor = scale.map(s -> s.value().getDouble(0)).orElse(1.0);
      return new Scored(
          products.mul(factor),
          d -> {
            scale.ifPresent(s -> s.gradient().addi(d.mul(products).sumNumber()));
            INDArray dProducts = d.mul(factor);
            return new Gradients(
                BatchProduct.of(dProducts, false, key, false),
                BatchProduct.of(dProducts, true, query, false));
          });
    }
  }

  /** sum of scale tanh(q + k) over the last axis (Bahdanau and others 2015). */
  record Additive(Optional<Parameter> scale) implements AttentionScores {
    @Override
    public String layer() {
      return "AdditiveAttention";
    }

    @Override
    public List<Parameter> parameters() {
      return scale.map(List::of).orElseGet(List::of);
    }

    @Override
    public Scored of(INDArray query, INDArray key) {
      long batch = query.size(0);
      long dim = query.size(2);
      INDArray sum =
          query
              .reshape(batch, query.size(1), 1, dim)
              .add(key.reshape(batch, 1, key.size(1), dim)); // (batch, Tq, Tv, dim)
      INDArray y = Transforms.tanh(sum, false);
      INDArray weight =
          scale
              .map(Parameter::value)
              .orElseGet(() -> Nd4j.ones(query.dataType(), dim))
              .reshape(1, 1, 1, dim);
      return new Scored(
          y.mul(weight).sum(3),
          d -> {
            INDArray by = d.reshape(batch, query.size(1), key.size(1), 1);
            scale.ifPresent(s -> s.accumulate(y.mul(by).sum(0, 1, 2)));
            INDArray dSum = y.mul(y).rsubi(1).muli(weight).muli(by); // (batch, Tq, Tv, dim)
            return new Gradients(dSum.sum(2), dSum.sum(1));
          });
    }
  }
}
