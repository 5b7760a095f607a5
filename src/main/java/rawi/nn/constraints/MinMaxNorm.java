package rawi.nn.constraints;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * w = w d / (n + 1e-7), where n is the L2 norm along some axes and
 *
 * <pre>
 * d = rate clip(n, minimum, maximum) + (1 - rate) n
 * </pre>
 *
 * @param rate 1 enforces the bounds at once, less moves towards them step by step
 * @param axes along which the norm is taken: 0 for a dense kernel (in, units), so that what comes
 *     into one unit is bounded; 0, 1, 2 for a convolution kernel
 */
public record MinMaxNorm(double minimum, double maximum, double rate, List<Integer> axes)
    implements Constraint {
  private static final double EPSILON = 1e-7;

  public MinMaxNorm {
    if (!(0 <= minimum && minimum <= maximum && maximum > 0)) {
      throw new IllegalArgumentException(
          "MinMaxNorm: expected 0 <= minimum <= maximum, got %s and %s"
              .formatted(minimum, maximum));
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("MinMaxNorm: expected a rate in (0, 1], got " + rate);
    }
    axes = List.copyOf(axes);
  }

  /** Keras's defaults: between 0 and 1, at once, along axis 0. */
  public static MinMaxNorm between(double minimum, double maximum) {
    return new MinMaxNorm(minimum, maximum, 1, List.of(0));
  }

  @Override
  public void apply(INDArray w) {
    int[] along = axes.stream().mapToInt(Integer::intValue).toArray();
    INDArray norms = Transforms.sqrt(w.mul(w).sum(true, along), false);
    INDArray clipped =
        Transforms.min(Transforms.max(norms, minimum, true), maximum, false).muli(rate);
    w.muli(clipped.addi(norms.mul(1 - rate)).divi(norms.add(EPSILON)));
  }
}
