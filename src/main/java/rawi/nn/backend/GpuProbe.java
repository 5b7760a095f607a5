package rawi.nn.backend;

import java.util.List;
import java.util.Optional;

/**
 * What can be learnt about graphics cards before ND4J is loaded; each answer may be asked alone.
 */
public interface GpuProbe {
  /** Whether an NVIDIA driver seems to be installed; cheap, starts nothing. */
  boolean driver();

  /** Whether this build carries ND4J's CUDA backend; cheap, loads nothing. */
  boolean cudaBackend();

  /** The cards the driver lists; may take seconds. */
  Cards cards();

  /**
   * The cards in the driver's order.
   *
   * @param found empty where there are none, or none could be asked for
   * @param obstacle why {@code found} cannot be used as it is; empty where all went well
   */
  record Cards(List<Gpu> found, Optional<String> obstacle) {
    public Cards {
      found = List.copyOf(found);
    }

    /** The driver answered with these cards. */
    public static Cards of(Gpu... found) {
      return new Cards(List.of(found), Optional.empty());
    }

    /** No card can be reached, for this reason. */
    public static Cards none(String obstacle) {
      return new Cards(List.of(), Optional.of(obstacle));
    }
  }
}
