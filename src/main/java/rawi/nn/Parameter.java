package rawi.nn;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.constraints.Constraint;
import rawi.nn.regularizers.Regularizer;

/**
 * A trainable array and the gradient added up since the last {@link #clearGradient()}.
 *
 * <p>The gradient is dense, or, for tables of which a batch touches few rows, a {@link
 * RowGradient}; a parameter whose gradient came row by row allocates the dense form only when
 * {@link #gradient()} asks for it.
 */
public final class Parameter {
  private final String name;
  private final INDArray value;
  private boolean frozen;
  private boolean statistic;
  private Optional<Regularizer> regularizer = Optional.empty();
  private Optional<Constraint> constraint = Optional.empty();
  private Optional<INDArray> gradient = Optional.empty();
  private Optional<RowGradient> rows = Optional.empty();

  public Parameter(String name, INDArray value) {
    this.name = name;
    this.value = value;
  }

  /** The path in its model: {@code bidirectional/forward_lstm/kernel}. */
  public String name() {
    return name;
  }

  public INDArray value() {
    return value;
  }

  /** Whether an optimizer changes it. */
  public boolean trainable() {
    return !frozen && !statistic;
  }

  /** Freezes it, or not; a {@link #statistic()} is never trained, but not gathered if frozen. */
  public void setTrainable(boolean trainable) {
    this.frozen = !trainable;
  }

  /** Whether it was given up by {@link #setTrainable}. */
  public boolean frozen() {
    return frozen;
  }

  /**
   * Whether its layer gathers it from the data, and no optimizer ever changes it: a moving mean.
   */
  public boolean statistic() {
    return statistic;
  }

  /** This parameter, gathered from the data instead of trained. */
  public Parameter asStatistic() {
    this.statistic = true;
    return this;
  }

  /** The penalty on its size, added to the loss while it is trainable. */
  public Optional<Regularizer> regularizer() {
    return regularizer;
  }

  /** This parameter, its size penalized. */
  public Parameter regularized(Optional<Regularizer> penalty) {
    this.regularizer = penalty;
    return this;
  }

  /**
   * Adds the gradient of the penalty on its size; nothing if it has none or is not trainable.
   *
   * @return the penalty, for the loss
   */
  public double penalize() {
    if (regularizer.isEmpty() || !trainable()) {
      return 0;
    }
    gradient().addi(regularizer.get().gradient(value));
    return regularizer.get().penalty(value);
  }

  /** What it must satisfy after every step of an optimizer. */
  public Optional<Constraint> constraint() {
    return constraint;
  }

  /** This parameter, bound to satisfy {@code condition} after every step. */
  public Parameter constrained(Optional<Constraint> condition) {
    this.constraint = condition;
    return this;
  }

  /**
   * The dense gradient, shaped as the value; what was gathered by rows is moved into it, and from
   * then on this parameter's gradients are kept dense.
   */
  public INDArray gradient() {
    INDArray dense =
        gradient.orElseGet(() -> Arena.outside(() -> Nd4j.zeros(value.dataType(), value.shape())));
    gradient = Optional.of(dense);
    rows.filter(r -> !r.isEmpty()).ifPresent(r -> r.moveTo(dense));
    return dense;
  }

  /** The gradient by rows, if it came only by rows and nobody ever asked for it dense. */
  public Optional<RowGradient> rowGradient() {
    return gradient.isPresent() ? Optional.empty() : rows;
  }

  /** Adds {@code d}, shaped as the value, to the gradient. */
  public void accumulate(INDArray d) {
    if (!d.equalShapes(value)) {
      throw new IllegalArgumentException(
          "%s: expected a gradient of shape %s, got %s"
              .formatted(name, Shape.of(value), Shape.of(d)));
    }
    gradient().addi(d);
  }

  /** Adds {@code d[i]} to row {@code ids[i]} of the gradient, for every i. */
  public void accumulateRows(int[] ids, INDArray d, Kernels kernels) {
    if (gradient.isPresent()) {
      kernels.scatterAdd(gradient.get(), ids, d);
      return;
    }
    RowGradient own = rows.orElseGet(() -> new RowGradient(value));
    rows = Optional.of(own);
    own.accumulate(ids, d, kernels);
  }

  /** Sum of the squares of the gradient's elements. */
  public double squaredGradientNorm() {
    double norm = collected().map(d -> d.norm2Number().doubleValue()).orElse(0.0);
    return norm * norm;
  }

  public void scaleGradient(double factor) {
    collected().ifPresent(d -> d.muli(factor));
  }

  /** Brings every element of the gradient into [-limit, limit]. */
  public void clipGradient(double limit) {
    collected().ifPresent(d -> Transforms.min(Transforms.max(d, -limit, false), limit, false));
  }

  /** What was added up so far, in the form it has; empty if nothing was. */
  private Optional<INDArray> collected() {
    return gradient.or(() -> rows.filter(r -> !r.isEmpty()).map(RowGradient::values));
  }

  public void clearGradient() {
    gradient.ifPresent(d -> d.assign(0));
    rows.ifPresent(RowGradient::clear);
  }
}
