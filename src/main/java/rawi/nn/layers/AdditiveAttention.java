package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Additive attention (Bahdanau and others 2015): as {@link Attention}, with the scores
 *
 * <pre>
 * e_ij = sum over the last axis of scale tanh(q_i + k_j)
 * </pre>
 *
 * As in Keras the products with W of the paper are not part of it: put a {@link Dense} before it.
 *
 * @param useScale whether each feature is multiplied by a number that is learnt (v of the paper)
 * @param dropout share of the weights taken out in training
 * @param useCausalMask whether step i of the query sees only values up to i
 * @param returnScores whether the weights (batch, Tq, Tv) are a second output
 */
public record AdditiveAttention(
    boolean useScale, double dropout, boolean useCausalMask, boolean returnScores)
    implements Junction.Spec {
  /** With a scale, without dropout or causal mask. */
  public AdditiveAttention() {
    this(true, 0, false, false);
  }

  public AdditiveAttention {
    new Dropout(dropout);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    AttentionInputs.check("AdditiveAttention", inputs);
    return AttentionInputs.outputShapes(inputs, returnScores);
  }

  @Override
  public Junction build(List<Shape> inputs, Weights weights) {
    AttentionInputs.check("AdditiveAttention", inputs);
    long dim = inputs.get(0).last();
    Optional<Parameter> scale =
        useScale
            ? Optional.of(weights.create("scale", Initializer.GLOROT_UNIFORM, dim))
            : Optional.empty();
    return new WeightedMean(
        new AttentionScores.Additive(scale), dropout, useCausalMask, returnScores);
  }
}
