package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The device that was chosen, and why.
 *
 * @param device where everything will be computed
 * @param reason one line for the user: what was taken, and why not the other
 * @param gpu the card, where the device is {@link Device#GPU}
 */
public record Backend(Device device, String reason, Optional<Gpu> gpu) {
  private static final String BUILD = "build with 'mvn -Pcuda package'";

  /**
   * Chooses without touching ND4J: the CPU on request, a GPU on request or not at all, and for
   * {@link BackendChoice#AUTO} a GPU that ND4J can run on, else the CPU with the reason.
   *
   * @throws BackendException if {@link BackendChoice#GPU} was asked for and no card can be used;
   *     never falls back silently
   */
  public static Backend select(BackendChoice choice, GpuProbe probe) {
    return switch (choice) {
      case CPU -> cpu("cpu, as asked");
      case GPU -> {
        Search search = search(probe);
        yield gpu(search, "as asked")
            .orElseThrow(() -> new BackendException("backend gpu: " + search.outcome + "."));
      }
      case AUTO -> {
        Search search = search(probe);
        yield gpu(search, "the first card ND4J can use")
            .orElseGet(() -> cpu("cpu: " + search.outcome));
      }
    };
  }

  /**
   * Makes ND4J load exactly this device's backend and sets its global state: float32, one native
   * thread a call (Rawi splits work over Java threads), no log lines. Thread-safe; again with the
   * same device it does nothing.
   *
   * @param notice receives a line when the start takes longer than two seconds, which the first one
   *     on a machine does: it unpacks the native code
   * @throws BackendException if ND4J runs on another device already, or does not start
   */
  public void start(Consumer<String> notice) {
    Nd4jStart.on(device, notice);
  }

  private static Backend cpu(String reason) {
    return new Backend(Device.CPU, reason, Optional.empty());
  }

  private static Optional<Backend> gpu(Search search, String why) {
    return search.card.map(
        card -> new Backend(Device.GPU, "gpu: " + search.outcome + ", " + why, search.card));
  }

  /** Asks in the order of cost, and stops at the first thing that is missing. */
  private static Search search(GpuProbe probe) {
    if (!probe.driver()) {
      return Search.failed("no NVIDIA driver found (no nvidia-smi on the PATH)");
    }
    if (!probe.cudaBackend()) {
      return Search.failed(
          "an NVIDIA driver is present but this build has no CUDA backend; " + BUILD);
    }
    GpuProbe.Cards cards = probe.cards();
    if (cards.obstacle().isPresent()) {
      return Search.failed(cards.obstacle().get());
    }
    return among(cards.found());
  }

  private static Search among(List<Gpu> cards) {
    for (int i = 0; i < cards.size(); i++) {
      Gpu card = cards.get(i);
      if (card.usable()) {
        return new Search(Optional.of(card), place(card, i, cards.size()));
      }
    }
    if (cards.isEmpty()) {
      return Search.failed("the NVIDIA driver lists no card");
    }
    return Search.failed(
        cards.stream().map(Gpu::toString).collect(Collectors.joining("; "))
            + " cannot be used: this build's ND4J (CUDA 11.6) has machine code for compute"
            + " capability "
            + ComputeCapability.usableRange()
            + " only; use backend cpu");
  }

  /** ND4J starts on CUDA's first visible card; a later one has to be made the first by the user. */
  private static String place(Gpu card, int index, int count) {
    if (index == 0) {
      return card.toString();
    }
    return card
        + ", card "
        + index
        + " of 0 to "
        + (count - 1)
        + " (set CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES="
        + index
        + " so that ND4J sees it alone)";
  }

  /** A usable card and its description, or none and what was missing. */
  private record Search(Optional<Gpu> card, String outcome) {
    static Search failed(String outcome) {
      return new Search(Optional.empty(), outcome);
    }
  }
}
