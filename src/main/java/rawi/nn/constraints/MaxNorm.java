package rawi.nn.constraints;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights whose L2 norm n along some axes is above {@code maximum} are multiplied by maximum / (n +
 * 1e-7); Srebro and others 2005, with dropout Srivastava and others 2014.
 *
 * @param axes along which the norm is taken: 0 for a dense kernel (in, units), so that what comes
 *     into one unit is bounded; 0, 1, 2 for a convolution kernel
 */
public record MaxNorm(double maximum, List<Integer> axes) implements Constraint {
  public MaxNorm {
    if (!(maximum > 0)) {
      throw new IllegalArgumentException("MaxNorm: expected a maximum above 0, got " + maximum);
    }
    axes = List.copyOf(axes);
  }

  /** For what comes into each unit of a dense kernel. */
  public static MaxNorm of(double maximum) {
    return new MaxNorm(maximum, List.of(0));
  }

  @Override
  public void apply(INDArray w) {
    new MinMaxNorm(0, maximum, 1, axes).apply(w);
  }
}
