package rawi.nn;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Arena;

/**
 * Where a model's parameters are made: one data type and one seeded stream for all of them, so that
 * two equal seeds give two equal models, and a path that names each.
 */
public final class Weights {
  private final DataType type;
  private final Optional<Gaussian> random;
  private final String path;

  /**
   * @param type FLOAT for work, DOUBLE for gradient checks
   */
  public Weights(long seed, DataType type) {
    this(type, Optional.of(new Gaussian(seed)), "");
  }

  private Weights(DataType type, Optional<Gaussian> random, String path) {
    this.type = type;
    this.random = random;
    this.path = path;
  }

  /**
   * Draws nothing: an array of zeros is made when someone asks for it, so that a model can be
   * counted, or filled from a file, at no other cost.
   */
  public static Weights undrawn(DataType type) {
    return new Weights(type, Optional.empty(), "");
  }

  /** The same source for a part of the model, whose parameters are named {@code name/...}. */
  public Weights in(String name) {
    return new Weights(type, random, path + name + "/");
  }

  /** Where in the model this source stands: {@code bidirectional/forward_lstm}; may be empty. */
  public String path() {
    return path.isEmpty() ? path : path.substring(0, path.length() - 1);
  }

  /** The name that a parameter made here would have. */
  String within(String name) {
    return path + name;
  }

  public DataType type() {
    return type;
  }

  /** A new parameter with values from {@code initializer}. */
  public Parameter create(String name, Initializer initializer, long... shape) {
    if (random.isEmpty()) {
      long[] dims = shape.clone();
      return new Parameter(
          path + name, Shape.of(dims), () -> Arena.outside(() -> Nd4j.zeros(type, dims)));
    }
    INDArray drawn = Arena.outside(() -> initializer.create(type, random.get(), shape));
    return new Parameter(path + name, drawn);
  }

  /** A new array that its layer keeps up itself, such as a moving mean; never trainable. */
  public Parameter state(String name, Initializer initializer, long... shape) {
    return create(name, initializer, shape).asState();
  }
}
