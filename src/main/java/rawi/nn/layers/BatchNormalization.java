package rawi.nn.layers;

import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;

/**
 * Every feature with mean 0 and variance 1 over the batch, then scaled and moved (Ioffe and Szegedy
 * 2015):
 *
 * <pre>
 * y = gamma (x - mean) / sqrt(variance + epsilon) + beta
 * </pre>
 *
 * In training mean and variance are those of the batch (over all axes but {@code axis}; the sum of
 * squares is divided by the number), and the moving ones follow: moving = momentum moving + (1 -
 * momentum) batch. At inference, and where the layer is frozen, the moving ones are used and stay
 * as they are. Masked steps are left out of the batch's mean and variance, which takes features on
 * the last axis; a batch without a real step is treated as at inference. The mask passes through.
 *
 * <p>Weights as in Keras: gamma, beta, moving_mean, moving_variance, each (features).
 *
 * @param axis of the features: 0 is the batch, -1 the last
 * @param momentum how much of the moving mean and variance a step keeps
 * @param center whether there is beta
 * @param scale whether there is gamma
 */
public record BatchNormalization(
    int axis, double momentum, double epsilon, boolean center, boolean scale)
    implements Layer.Spec {
  private static final String NAME = "BatchNormalization";

  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(NAME + ": expected a momentum in [0, 1], got " + momentum);
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(NAME + ": expected an epsilon above 0, got " + epsilon);
    }
  }

  /** Keras's defaults: the last axis, momentum 0.99, epsilon 0.001, beta and gamma. */
  public BatchNormalization() {
    this(-1, 0.99, 1e-3, true, true);
  }

  public BatchNormalization axis(int other) {
    return new BatchNormalization(other, momentum, epsilon, center, scale);
  }

  public BatchNormalization momentum(double share) {
    return new BatchNormalization(axis, share, epsilon, center, scale);
  }

  public BatchNormalization epsilon(double added) {
    return new BatchNormalization(axis, momentum, added, center, scale);
  }

  /** Whether there is beta. */
  public BatchNormalization center(boolean wanted) {
    return new BatchNormalization(axis, momentum, epsilon, wanted, scale);
  }

  /** Whether there is gamma. */
  public BatchNormalization scale(boolean wanted) {
    return new BatchNormalization(axis, momentum, epsilon, center, wanted);
  }

  @Override
  public Shape outputShape(Shape input) {
    Axes.size(NAME, axis, input);
    return input;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    long features = Axes.size(NAME, axis, input);
    return new OverBatch(
        this,
        Axes.of(NAME, axis, input),
        Affine.create(scale, center, weights, features),
        weights.state("moving_mean", Initializer.ZEROS, features),
        weights.state("moving_variance", Initializer.ONES, features));
  }
}
