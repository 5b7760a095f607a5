package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.ColumnSums;
import rawi.nn.backend.NormalizedRows;

/**
 * Each example, or each step of one, with mean 0 and variance 1 over its features, then scaled and
 * moved (Ba and others 2016):
 *
 * <pre>
 * y = gamma (x - mean) / sqrt(variance + epsilon) + beta
 * </pre>
 *
 * The same in training and at inference. A mask passes through.
 *
 * <p>Weights as in Keras: gamma and beta, shaped as the normalized axes.
 *
 * @param axes what mean and variance are taken over: 0 is the batch, -1 the last
 * @param center whether there is beta
 * @param scale whether there is gamma
 */
public record LayerNormalization(List<Integer> axes, double epsilon, boolean center, boolean scale)
    implements Layer.Spec {
  private static final String NAME = "LayerNormalization";

  public LayerNormalization {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          NAME
              + ": expected an axis and an epsilon above 0, got %s and %s"
                  .formatted(axes, epsilon));
    }
  }

  /** Keras's defaults: the last axis, epsilon 0.001, beta and gamma. */
  public LayerNormalization() {
    this(List.of(-1), 1e-3, true, true);
  }

  @Override
  public Shape outputShape(Shape input) {
    axes.forEach(axis -> Axes.size(NAME, axis, input));
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    int[] over = axes.stream().mapToInt(axis -> Axes.of(NAME, axis, input)).toArray();
    long[] shape = axes.stream().mapToLong(axis -> Axes.size(NAME, axis, input)).toArray();
    return new Built(over, epsilon, Affine.create(scale, center, weights, shape));
  }

  private record Built(int[] axes, double epsilon, Affine affine) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return affine.parameters();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      MovedAxes moved = new MovedAxes(in.values(), axes);
      INDArray x = moved.matrix(in.values()); // (rows, features)
      long size = x.size(1);
      NormalizedRows n = context.kernels().normalizeRows(x, epsilon);
      INDArray scale = affine.scale(x, size);
      INDArray y = context.kernels().scaleShift(n.values(), scale, affine.shift(x, size));
      boolean wanted = in.differentiable() || affine.trainable();
      return new Pass(
          new Signal(moved.back(y), in.mask(), wanted),
          d -> {
            INDArray dy = moved.matrix(d);
            ColumnSums sums = context.kernels().columnSums(dy, n.values());
            affine.accumulate(sums.ofProducts(), sums.ofD());
            if (!in.differentiable()) {
              return Optional.empty();
            }
            INDArray dn = context.kernels().scaleShift(dy, scale, scale.mul(0));
            return Optional.of(moved.back(context.kernels().normalizeRowsBackward(dn, n)));
          });
    }
  }
}
