package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * Feature scaling by what was seen of the data beforehand: (batch, ..., features) to the same,
 *
 * <pre>
 * y = (x - mean) / max(sqrt(variance), 1e-7)        or, inverted, x max(sqrt(variance), 1e-7) + mean
 * </pre>
 *
 * with a mean and a variance for each feature of the last axis. Unlike {@link BatchNormalization}
 * it is the same in training and at inference, and learns nothing. Mean and variance belong to the
 * spec, so a saved model has them. A mask passes through.
 *
 * @param mean one for each feature
 * @param variance one for each feature, at least 0
 * @param invert whether scaled numbers are brought back, such as the outputs of a regression
 */
public record Normalization(List<Double> mean, List<Double> variance, boolean invert)
    implements Layer.Spec {
  private static final String NAME = "Normalization";
  private static final double EPSILON = 1e-7; // Keras's, for a feature that never changes

  public Normalization {
    mean = List.copyOf(mean);
    variance = List.copyOf(variance);
    if (mean.isEmpty() || mean.size() != variance.size()) {
      throw new IllegalArgumentException(
          "%s: expected a mean and a variance for each feature, got %d and %d"
              .formatted(NAME, mean.size(), variance.size()));
    }
    for (int i = 0; i < mean.size(); i++) {
      double v = variance.get(i);
      if (!Double.isFinite(mean.get(i)) || !(v >= 0 && v < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "%s: feature %d: expected a mean and a variance of at least 0, got %s and %s"
                .formatted(NAME, i, mean.get(i), v));
      }
    }
  }

  /**
   * Keras's {@code adapt}: mean and variance of each feature over all other axes; the sum of
   * squares is divided by the number.
   *
   * @param data (rows, ..., features)
   * @throws IllegalArgumentException if there are no rows, or something is not a number
   */
  public static Normalization adapt(INDArray data) {
    if (data.rank() < 2 || data.length() == 0) {
      throw new IllegalArgumentException(
          "%s: expected (rows, ..., features) to adapt to, got an array of rank %d and %d numbers"
              .formatted(NAME, data.rank(), data.length()));
    }
    int features = Math.toIntExact(data.size(-1));
    double[] values = data.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    List<Double> means = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      double mean = mean(values, f, features, x -> x);
      if (!Double.isFinite(mean)) {
        throw new IllegalArgumentException(
            "%s: feature %d has something in it that is not a number".formatted(NAME, f));
      }
      means.add(mean);
      variances.add(mean(values, f, features, x -> (x - mean) * (x - mean)));
    }
    return new Normalization(means, variances, false);
  }

  private static double mean(double[] values, int from, int step, DoubleUnaryOperator of) {
    double sum = 0;
    for (int i = from; i < values.length; i += step) {
      sum += of.applyAsDouble(values[i]);
    }
    return sum * step / values.length;
  }

  /** The way back: from scaled numbers to those of the data. */
  public Normalization inverted() {
    return new Normalization(mean, variance, !invert);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() < 1 || input.last() != mean.size()) {
      throw new IllegalArgumentException(
          "%s: expected (batch, ..., %d), got one example of shape %s"
              .formatted(NAME, mean.size(), input));
    }
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    outputShape(input);
    double[] scale = new double[mean.size()];
    double[] shift = new double[scale.length];
    for (int i = 0; i < scale.length; i++) {
      double deviation = Math.max(Math.sqrt(variance.get(i)), EPSILON);
      scale[i] = invert ? deviation : 1 / deviation;
      shift[i] = invert ? mean.get(i) : -mean.get(i) / deviation;
    }
    return (in, context) -> {
      INDArray a = array(scale, weights);
      INDArray y = context.kernels().scaleShift(rows(in.values()), a, array(shift, weights));
      Signal out = new Signal(like(y, in.values()), in.mask(), in.differentiable());
      return new Pass(
          out,
          dy ->
              in.differentiable()
                  ? Optional.of(like(rows(dy).mulRowVector(a), dy))
                  : Optional.empty());
    };
  }

  private static INDArray array(double[] values, Weights weights) {
    return Nd4j.createFromArray(values).castTo(weights.type());
  }

  private INDArray rows(INDArray x) {
    return x.rank() == 2 ? x : x.reshape('c', x.length() / mean.size(), mean.size());
  }

  private static INDArray like(INDArray y, INDArray x) {
    return x.rank() == 2 ? y : y.reshape('c', x.shape());
  }
}
