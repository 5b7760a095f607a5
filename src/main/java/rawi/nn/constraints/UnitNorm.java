package rawi.nn.constraints;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * w = w / (n + 1e-7), n the L2 norm along some axes.
 *
 * @param axes 0 for a dense kernel (in, units); 0, 1, 2 for a convolution kernel
 */
public record UnitNorm(List<Integer> axes) implements Constraint {
  public UnitNorm {
    axes = List.copyOf(axes);
  }

  /** For what comes into each unit of a dense kernel. */
  public static UnitNorm ofUnits() {
    return new UnitNorm(List.of(0));
  }

  @Override
  public void apply(INDArray w) {
    new MinMaxNorm(1, 1, 1, axes).apply(w);
  }
}
