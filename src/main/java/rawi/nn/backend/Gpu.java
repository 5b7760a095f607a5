package rawi.nn.backend;

/**
 * One NVIDIA card as its driver describes it.
 *
 * @param name as sold, such as {@code NVIDIA A100-SXM4-40GB}
 * @param computeCapability its generation, which decides whether ND4J's machine code runs on it
 * @param driver the version of the installed driver
 */
public record Gpu(String name, ComputeCapability computeCapability, String driver) {
  /** Whether ND4J's CUDA build can run on this card. */
  public boolean usable() {
    return computeCapability.usable();
  }

  @Override
  public String toString() {
    return name + " (compute capability " + computeCapability + ", driver " + driver + ")";
  }
}
