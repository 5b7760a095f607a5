package rawi.nn.activations;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The rectifier with Keras's three options:
 *
 * <pre>
 * y = maxValue                         z >= maxValue
 *     z                                threshold <= z < maxValue
 *     negativeSlope (z - threshold)    z < threshold
 * </pre>
 *
 * Its slope at a threshold of 0 is the negative slope, as that of {@link Activations#RELU} is 0.
 *
 * @param maxValue the ceiling, at least 0; absent: none
 * @param negativeSlope at least 0
 * @param threshold at least 0
 */
public record Relu(Optional<Double> maxValue, double negativeSlope, double threshold)
    implements ActivationFunction {
  public Relu {
    check("negativeSlope", negativeSlope);
    check("threshold", threshold);
    maxValue.ifPresent(max -> check("maxValue", max));
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "relu: expected a %s of at least 0, got %s".formatted(name, value));
    }
  }

  /** Leaky: y = z above 0, slope z below; Maas and others 2013. */
  public static Relu leaky(double negativeSlope) {
    return new Relu(Optional.empty(), negativeSlope, 0);
  }

  @Override
  public INDArray apply(INDArray z) {
    INDArray above = above(z);
    INDArray y = above.mul(z);
    if (negativeSlope != 0) {
      y.addi(above.rsubi(1).muli(z.sub(threshold)).muli(negativeSlope));
    }
    return maxValue.map(max -> Transforms.min(y, max, false)).orElse(y);
  }

  @Override
  public INDArray backward(INDArray z, INDArray y, INDArray dy) {
    INDArray slope = above(z).muli(1 - negativeSlope).addi(negativeSlope);
    maxValue.ifPresent(max -> slope.muli(z.lt(max).castTo(z.dataType())));
    return slope.muli(dy);
  }

  /** 1 where y = z but for the ceiling, else 0. */
  private INDArray above(INDArray z) {
    INDArray above = threshold == 0 ? z.gt(0) : z.gte(threshold);
    return above.castTo(z.dataType());
  }
}
