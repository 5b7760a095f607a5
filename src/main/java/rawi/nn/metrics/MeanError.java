package rawi.nn.metrics;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A mean over elements of a function of the error, target - prediction; both have one shape. */
public final class MeanError implements OutputMetric {
  private final Mean mean;
  private final DoubleUnaryOperator ofError;
  private final DoubleUnaryOperator ofMean;

  private MeanError(String name, DoubleUnaryOperator ofError, DoubleUnaryOperator ofMean) {
    this.mean = new Mean(name);
    this.ofError = ofError;
    this.ofMean = ofMean;
  }

  /** The mean of |error|, Keras's {@code MeanAbsoluteError}. */
  public static MeanError absolute() {
    return new MeanError("mean_absolute_error", Math::abs, m -> m);
  }

  /** The mean of error^2, Keras's {@code MeanSquaredError}. */
  public static MeanError squared() {
    return new MeanError("mean_squared_error", e -> e * e, m -> m);
  }

  /** The root of the mean of error^2, Keras's {@code RootMeanSquaredError}. */
  public static MeanError rootSquared() {
    return new MeanError("root_mean_squared_error", e -> e * e, Math::sqrt);
  }

  @Override
  public String name() {
    return mean.name();
  }

  @Override
  public void update(INDArray predictions, INDArray targets, Optional<INDArray> mask) {
    Entries.requireSameShape(name(), predictions, targets);
    double[] got = predictions.dup('c').data().asDouble();
    double[] wanted = targets.dup('c').data().asDouble();
    int each = Math.toIntExact(predictions.size(-1));
    boolean[] real = Entries.real(got.length / each, mask);
    for (int i = 0; i < got.length; i++) {
      mean.update(ofError.applyAsDouble(wanted[i] - got[i]), real[i / each] ? 1 : 0);
    }
  }

  @Override
  public double result() {
    return ofMean.applyAsDouble(mean.result());
  }

  @Override
  public void reset() {
    mean.reset();
  }
}
