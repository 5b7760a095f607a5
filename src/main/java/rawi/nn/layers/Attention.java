package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Dot-product attention (Luong and others 2015): for each step of a query a mean of the values,
 * weighted by how well their keys fit.
 *
 * <pre>
 * y_i = sum_j w_ij v_j   w_i = softmax over j of (q_i . k_j)
 * </pre>
 *
 * Inputs: query (batch, Tq, dim), value (batch, Tv, size) and key (batch, Tv, dim), which is the
 * value where none is given; output (batch, Tq, size). Masked values get no weight; a masked query
 * gives zeros. Where everything is masked the weights are equal, as in Keras.
 *
 * @param useScale whether scores are multiplied by a number that is learnt, beginning at one
 * @param dropout share of the weights taken out in training
 * @param useCausalMask whether step i of the query sees only values up to i
 * @param returnScores whether the weights (batch, Tq, Tv) are a second output
 */
public record Attention(
    boolean useScale, double dropout, boolean useCausalMask, boolean returnScores)
    implements Junction.Spec {
  /** Without scale, dropout or causal mask. */
  public Attention() {
    this(false, 0, false, false);
  }

  public Attention {
    new Dropout(dropout);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    AttentionInputs.check("Attention", inputs);
    return AttentionInputs.outputShapes(inputs, returnScores);
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    AttentionInputs.check("Attention", inputs);
    Optional<Parameter> scale =
        useScale ? Optional.of(weights.create("scale", Initializer.ONES)) : Optional.empty();
    return new WeightedMean(new AttentionScores.Dot(scale), dropout, useCausalMask, returnScores);
  }
}
