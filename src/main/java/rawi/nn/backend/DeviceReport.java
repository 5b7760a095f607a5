package rawi.nn.backend;

import java.util.Optional;

/**
 * What {@code rawi devices} tells.
 *
 * @param backend {@code cpu} or {@code gpu}
 * @param reason why, in one line
 * @param threads the Java threads that share a training step
 * @param blas the libraries of matrix products, their versions and what they are tuned for
 * @param gpu the card in use, or the first one there is; empty where there is none
 */
public record DeviceReport(
    String backend, String reason, int threads, String blas, Optional<Card> gpu) {

  /**
   * A card.
   *
   * @param usable whether ND4J's CUDA build holds machine code for it
   */
  public record Card(String name, String computeCapability, boolean usable) {}

  /** The facts about {@code backend}; asks the driver for its cards if there is one. */
  public static DeviceReport of(Backend backend, GpuProbe probe, int threads) {
    Optional<Gpu> card = backend.gpu();
    if (card.isEmpty() && probe.driver()) {
      card = probe.cards().found().stream().findFirst();
    }
    return new DeviceReport(
        backend.device().toString(),
        backend.reason(),
        threads,
        BlasReport.of(backend.device()).toString(),
        card.map(g -> new Card(g.name(), g.computeCapability().toString(), g.usable())));
  }
}
