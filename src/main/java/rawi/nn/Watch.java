package rawi.nn;

import java.util.List;

/** Looks at what each layer of a model puts out, while it is computed. */
@FunctionalInterface
public interface Watch {
  /**
   * After each layer.
   *
   * @param path its name, and before it those of the models that it is in: {@code encoder/dense}
   */
  void saw(String path, List<Signal> outputs);

  /** Looks at nothing. */
  static Watch none() {
    return (path, outputs) -> {};
  }

  /** What the layers of one part are shown to. */
  default Watch in(String part) {
    return (path, outputs) -> saw(part + "/" + path, outputs);
  }
}
