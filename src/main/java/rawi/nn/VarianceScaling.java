package rawi.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Random numbers whose variance is scale / n, n being a fan of the shape: of a matrix its two
 * sizes, of a convolution kernel those times the receptive field.
 *
 * @param scale above 0
 */
public record VarianceScaling(double scale, Fan fan, Distribution distribution)
    implements Initializer {

  /** Standard deviation of N(0, 1) cut at two: dividing by it keeps the variance as named. */
  private static final double CUT_NORMAL_STDDEV = 0.8796256610342398;

  /** What n is. */
  public enum Fan {
    /** How many numbers come into one of the next layer. */
    IN,
    /** How many numbers one goes out to. */
    OUT,
    /** The mean of the two. */
    AVERAGE
  }

  /** The shape of the distribution around 0. */
  public enum Distribution {
    /** U(-l, l), l = sqrt(3 scale / n). */
    UNIFORM,
    /** N(0, scale / n). */
    NORMAL,
    /** Normal numbers, those beyond two standard deviations drawn again. */
    TRUNCATED_NORMAL
  }

  public VarianceScaling {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("VarianceScaling: expected a scale above 0, got " + scale);
    }
  }

  @Override
  public INDArray create(DataType type, Gaussian random, long... shape) {
    double n = n(shape);
    return switch (distribution) {
      case UNIFORM -> {
        double limit = Math.sqrt(3 * scale / n);
        yield new RandomUniform(-limit, limit).create(type, random, shape);
      }
      case NORMAL -> new RandomNormal(0, Math.sqrt(scale / n)).create(type, random, shape);
      case TRUNCATED_NORMAL ->
          new TruncatedNormal(0, Math.sqrt(scale / n) / CUT_NORMAL_STDDEV)
              .create(type, random, shape);
    };
  }

  private double n(long... shape) {
    double field = 1;
    for (int i = 0; i < shape.length - 2; i++) {
      field *= shape[i];
    }
    double out = shape.length == 0 ? 1 : shape[shape.length - 1] * field;
    double in = shape.length < 2 ? out : shape[shape.length - 2] * field;
    return switch (fan) {
      case IN -> in;
      case OUT -> out;
      case AVERAGE -> (in + out) / 2;
    };
  }
}
