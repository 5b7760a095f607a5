package rawi.nn.layers;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;
import rawi.nn.Signal;

/**
 * Query, value and key of an attention layer; without a key the value is one.
 *
 * @param query (batch, Tq, dim)
 * @param value (batch, Tv, size), its mask says which steps can be looked at
 * @param key (batch, Tv, dim)
 */
record AttentionInputs(Signal query, Signal value, Signal key) {
  /**
   * Inputs that fit one another, their masks in their own type.
   *
   * @param layer for messages
   * @throws IllegalArgumentException if they do not fit, or a mask is not one
   */
  static AttentionInputs of(String layer, List<Signal> inputs) {
    Signal query = inputs.get(0);
    Signal value = inputs.get(1);
    Signal key = inputs.get(inputs.size() == 3 ? 2 : 1);
    INDArray q = query.values();
    INDArray v = value.values();
    INDArray k = key.values();
    boolean fits =
        q.rank() == 3
            && v.rank() == 3
            && k.rank() == 3
            && q.size(0) == v.size(0)
            && q.size(0) == k.size(0)
            && v.size(1) == k.size(1)
            && q.size(2) == k.size(2);
    if (!fits) {
      throw new IllegalArgumentException(
          ("%s: expected query (batch, Tq, dim), value (batch, Tv, size) and key (batch, Tv, dim)"
                  + " of one batch, got shapes %s, %s and %s")
              .formatted(layer, Shape.of(q.shape()), Shape.of(v.shape()), Shape.of(k.shape())));
    }
    Optional<INDArray> seen = value.checkedMask(layer + ": value");
    return new AttentionInputs(
        real(query.withMask(query.checkedMask(layer + ": query"))),
        real(value.withMask(seen)),
        real(new Signal(k, seen, key.differentiable())));
  }

  /** With zeros where a masked step is not finite: nothing of it may come through a product. */
  private static Signal real(Signal in) {
    INDArray x = in.values();
    if (in.mask().isEmpty() || Double.isFinite(x.sumNumber().doubleValue())) {
      return in;
    }
    INDArray mask = in.mask().get();
    INDArray real = x.dup('c');
    for (long b = 0; b < x.size(0); b++) {
      for (long t = 0; t < x.size(1); t++) {
        INDArray step = real.get(point(b), point(t), all());
        if (mask.getDouble(b, t) == 0 && !Double.isFinite(step.sumNumber().doubleValue())) {
          step.assign(0);
        }
      }
    }
    return new Signal(real, in.mask(), in.differentiable());
  }

  boolean differentiable() {
    return query.differentiable() || value.differentiable() || key.differentiable();
  }

  /** Refuses what is not two or three sequences that fit one another. */
  static void check(String layer, List<Shape> inputs) {
    boolean fits =
        (inputs.size() == 2 || inputs.size() == 3)
            && inputs.stream().allMatch(s -> s.rank() == 2)
            && inputs.get(0).last() == inputs.get(inputs.size() - 1).last();
    if (!fits) {
      throw new IllegalArgumentException(
          ("%s: expected query (batch, Tq, dim), value (batch, Tv, size) and, unless the value is"
                  + " one, key (batch, Tv, dim), got examples of shapes %s")
              .formatted(layer, inputs));
    }
  }

  /** Result and weights. */
  static List<Shape> outputShapes(List<Shape> inputs, boolean returnScores) {
    Shape result = inputs.get(0).withLast(inputs.get(1).last());
    Shape weights = inputs.get(0).withLast(inputs.get(1).dims().get(0));
    return returnScores ? List.of(result, weights) : List.of(result);
  }

  /** dL/d(inputs) in the order in which they were given. */
  List<Optional<INDArray>> gradients(
      boolean ownKey, INDArray dQuery, INDArray dValue, INDArray dKey) {
    Optional<INDArray> q = Optional.of(dQuery).filter(d -> query.differentiable());
    if (!ownKey) {
      return List.of(
          q, Optional.of(dValue).filter(d -> value.differentiable()).map(d -> d.add(dKey)));
    }
    return List.of(
        q,
        Optional.of(dValue).filter(d -> value.differentiable()),
        Optional.of(dKey).filter(d -> key.differentiable()));
  }
}
