package rawi.nn;

import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.backend.Arena;

/**
 * Where a model's parameters are made: one data type and one seeded stream for all of them, so that
 * two equal seeds give two equal models, and a path that names each.
 */
public final class Weights {
  private final DataType type;
  private final Gaussian random;
  private final String path;

  /**
   * @param type FLOAT for work, DOUBLE for gradient checks
   */
  public Weights(long seed, DataType type) {
    this(type, new Gaussian(seed), "");
  }

  private Weights(DataType type, Gaussian random, String path) {
    this.type = type;
    this.random = random;
    this.path = path;
  }

  /** The same source for a part of the model, whose parameters are named {@code name/...}. */
  public Weights in(String name) {
    return new Weights(type, random, path + name + "/");
  }

  /** Where in the model this source stands: {@code bidirectional/forward_lstm}; may be empty. */
  public String path() {
    return path.isEmpty() ? path : path.substring(0, path.length() - 1);
  }

  public DataType type() {
    return type;
  }

  /** A new parameter with values from {@code initializer}. */
  public Parameter create(String name, Initializer initializer, long... shape) {
    return new Parameter(path + name, Arena.outside(() -> initializer.create(type, random, shape)));
  }
}
