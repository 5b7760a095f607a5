package rawi.nn.backend;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The generation of an NVIDIA card, such as 8.6.
 *
 * <p>Machine code made for M.n runs on every card M.m with m ≥ n and on no other major version
 * (NVIDIA, CUDA C++ Programming Guide, "Binary Compatibility"). ND4J's CUDA 11.6 build holds
 * machine code only, no PTX that a newer driver could translate, so this rule alone decides.
 */
public record ComputeCapability(int major, int minor) {
  /** The lowest version of each run of machine code in ND4J 1.0.0-M2.1 for CUDA 11.6. */
  private static final List<ComputeCapability> MACHINE_CODE =
      List.of(
          new ComputeCapability(3, 7),
          new ComputeCapability(5, 0),
          new ComputeCapability(6, 0),
          new ComputeCapability(7, 0),
          new ComputeCapability(8, 0),
          new ComputeCapability(8, 6));

  /**
   * Reads {@code "8.6"}.
   *
   * @throws NumberFormatException if {@code text} is not two whole numbers with a dot between
   */
  public static ComputeCapability parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new NumberFormatException("expected a version such as 8.6, got '" + text + "'");
    }
    return new ComputeCapability(
        Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  /** Whether ND4J's CUDA build holds machine code that this card executes. */
  public boolean usable() {
    return MACHINE_CODE.stream().anyMatch(code -> code.major == major && code.minor <= minor);
  }

  /** What {@link #usable} accepts, in words: {@code 3.7, 5.0-5.9, ...}. */
  static String usableRange() {
    return MACHINE_CODE.stream()
        .collect(
            Collectors.toMap(
                ComputeCapability::major, ComputeCapability::minor, Math::min, TreeMap::new))
        .entrySet()
        .stream()
        .map(lowest -> lowest.getKey() + "." + lowest.getValue() + " to " + lowest.getKey() + ".9")
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
