package rawi.nn;

import java.util.Optional;
import java.util.function.Supplier;
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
  private final Content content;

  /** What a parameter is under whatever name. */
  private static final class Content {
    private final Shape shape;
    private final Supplier<INDArray> initial;
    private Optional<INDArray> value = Optional.empty();
    private boolean state;
    private boolean frozen;
    private Optional<Regularizer> regularizer = Optional.empty();
    private Optional<Constraint> constraint = Optional.empty();
    private Optional<INDArray> gradient = Optional.empty();
    private boolean cleared; // what stands in the dense gradient counts for nothing
    private Optional<RowGradient> rows = Optional.empty();

    Content(Shape shape, Supplier<INDArray> initial) {
      this.shape = shape;
      this.initial = initial;
    }
  }

  private Parameter(String name, Content content) {
    this.name = name;
    this.content = content;
  }

  public Parameter(String name, INDArray value) {
    this(name, Shape.of(value), () -> value);
    value();
  }

  /**
   * One whose array is made when it is first asked for.
   *
   * @param shape of the whole array
   */
  Parameter(String name, Shape shape, Supplier<INDArray> initial) {
    this(name, new Content(shape, initial));
  }

  /** The same array, gradient and all, under another name: part of a larger model. */
  Parameter as(String other) {
    return new Parameter(other, content);
  }

  /** The path in its model: {@code bidirectional/forward_lstm/kernel}. */
  public String name() {
    return name;
  }

  public INDArray value() {
    if (content.value.isEmpty()) {
      content.value = Optional.of(content.initial.get());
    }
    return content.value.get();
  }

  /** The shape of the value; nothing is allocated to tell it. */
  public Shape shape() {
    return content.shape;
  }

  /** How many numbers the value has. */
  public long size() {
    return content.shape.dims().stream().reduce(1L, Math::multiplyExact);
  }

  /**
   * Takes these values on.
   *
   * @throws IllegalArgumentException if they are of another shape
   */
  public void load(INDArray values) {
    if (!Shape.of(values).equals(content.shape)) {
      throw new IllegalArgumentException(
          "%s: expected %s, got %s".formatted(name, content.shape, Shape.of(values)));
    }
    value().assign(values);
  }

  /** Whether an optimizer changes it. */
  public boolean trainable() {
    return !content.state && !content.frozen;
  }

  /** Freezes it, or not; a {@link #state()} is never trained, but not gathered if frozen. */
  public void setTrainable(boolean trainable) {
    content.frozen = !trainable;
  }

  /** Whether it, with its layer, was set to stay as it is; a state may be frozen too. */
  public boolean frozen() {
    return content.frozen;
  }

  /**
   * Whether its layer keeps it up itself, such as a moving mean: saved with the model, never
   * trainable.
   */
  public boolean state() {
    return content.state;
  }

  /** This parameter, kept up by its layer. */
  Parameter asState() {
    content.state = true;
    return this;
  }

  /** The penalty on its size, added to the loss while it is trainable. */
  public Optional<Regularizer> regularizer() {
    return content.regularizer;
  }

  /** This parameter, its size penalized. */
  public Parameter regularized(Optional<Regularizer> penalty) {
    content.regularizer = penalty;
    return this;
  }

  /** What it must satisfy after every step of an optimizer. */
  public Optional<Constraint> constraint() {
    return content.constraint;
  }

  /** This parameter, bound to satisfy {@code condition} after every step. */
  public Parameter constrained(Optional<Constraint> condition) {
    content.constraint = condition;
    return this;
  }

  /**
   * The dense gradient, shaped as the value; what was gathered by rows is moved into it, and from
   * then on this parameter's gradients are kept dense.
   */
  public INDArray gradient() {
    INDArray dense = overwritable();
    if (content.cleared) {
      dense.assign(0);
      content.cleared = false;
    }
    content.rows.filter(r -> !r.isEmpty()).ifPresent(r -> r.moveTo(dense));
    return dense;
  }

  /** The dense gradient's memory; if it is cleared, whatever stands there. */
  private INDArray overwritable() {
    if (content.gradient.isEmpty()) {
      content.gradient =
          Optional.of(Arena.outside(() -> Nd4j.zeros(value().dataType(), value().shape())));
    }
    return content.gradient.get();
  }

  /** Whether the first to add may write instead: nothing was added yet in either form. */
  private boolean takesWhole() {
    boolean whole =
        content.gradient.isPresent()
            && content.cleared
            && content.rows.map(RowGradient::isEmpty).orElse(true);
    content.cleared &= !whole;
    return whole;
  }

  /** Adds a^T b to the gradient of a matrix (m, n): (rows, m) and (rows, n). */
  public void accumulateProduct(INDArray a, INDArray b, Kernels kernels) {
    if (takesWhole()) {
      kernels.setTransposedProduct(a, b, overwritable());
    } else {
      kernels.addTransposedProduct(a, b, gradient());
    }
  }

  /** Adds the rows of {@code d}, (rows, n), to the gradient of a vector (n). */
  public void accumulateColumnSums(INDArray d, Kernels kernels) {
    if (takesWhole()) {
      kernels.setColumnSums(d, overwritable());
    } else {
      kernels.addColumnSums(d, gradient());
    }
  }

  /** The gradient by rows, if it came only by rows and nobody ever asked for it dense. */
  public Optional<RowGradient> rowGradient() {
    return content.gradient.isPresent() ? Optional.empty() : content.rows;
  }

  /** Adds {@code d}, shaped as the value, to the gradient. */
  public void accumulate(INDArray d) {
    if (!d.equalShapes(value())) {
      throw new IllegalArgumentException(
          "%s: expected a gradient of shape %s, got %s".formatted(name, shape(), Shape.of(d)));
    }
    if (takesWhole()) {
      overwritable().assign(d);
    } else {
      gradient().addi(d);
    }
  }

  /** Adds {@code d[i]} to row {@code ids[i]} of the gradient, for every i. */
  public void accumulateRows(int[] ids, INDArray d, Kernels kernels) {
    if (content.gradient.isPresent()) {
      kernels.scatterAdd(gradient(), ids, d);
      return;
    }
    RowGradient own = content.rows.orElseGet(() -> new RowGradient(value()));
    content.rows = Optional.of(own);
    own.accumulate(ids, d, kernels);
  }

  /** Sum of the squares of the gradient's elements. */
  public double squaredGradientNorm() {
    return collected().map(Parameter::squares).orElse(0.0);
  }

  /** By BLAS, as {@link #scale}: ND4J's own loops take several times as long. */
  private static double squares(INDArray d) {
    INDArray all = (whole(d) ? d : d.dup('c')).reshape(d.length());
    return Nd4j.getBlasWrapper().dot(all, all);
  }

  public void scaleGradient(double factor) {
    collected().ifPresent(d -> scale(d, factor));
  }

  private static void scale(INDArray d, double factor) {
    if (whole(d)) {
      Nd4j.getBlasWrapper().level1().scal(d.length(), factor, d.reshape(d.length()));
    } else {
      d.muli(factor);
    }
  }

  /** Whether its elements lie one after the other. */
  private static boolean whole(INDArray d) {
    return d.ordering() == 'c' && !d.isView();
  }

  /** Brings every element of the gradient into [-limit, limit]. */
  public void clipGradient(double limit) {
    collected().ifPresent(d -> Transforms.min(Transforms.max(d, -limit, false), limit, false));
  }

  /** What was added up so far, in the form it has; empty if nothing was. */
  private Optional<INDArray> collected() {
    return content
        .gradient
        .map(d -> gradient())
        .or(() -> content.rows.filter(r -> !r.isEmpty()).map(RowGradient::values));
  }

  public void clearGradient() {
    content.cleared = content.gradient.isPresent(); // zeros are written when somebody reads them
    content.rows.ifPresent(RowGradient::clear);
  }

  /** Whether it is the same array, under whatever name. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter that && content == that.content;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(content);
  }
}
