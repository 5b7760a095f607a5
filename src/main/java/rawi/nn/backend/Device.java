package rawi.nn.backend;

import java.util.Locale;

/** Where tensors live and are computed. */
public enum Device {
  CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend"),
  GPU("org.nd4j.linalg.jcublas.JCublasBackend");

  private final String nd4jBackend;

  Device(String nd4jBackend) {
    this.nd4jBackend = nd4jBackend;
  }

  /** The class ND4J has to load to compute here. */
  String nd4jBackend() {
    return nd4jBackend;
  }

  /** As the command line and its JSON write it: {@code cpu} or {@code gpu}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
