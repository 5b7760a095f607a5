package rawi.nn.backend;

/** A machine as a test wants it. */
record FakeProbe(boolean driver, boolean cudaBackend, Cards cards) implements GpuProbe {
  static final FakeProbe NO_DRIVER = new FakeProbe(false, true, Cards.none("never asked"));

  static FakeProbe with(Gpu... cards) {
    return new FakeProbe(true, true, Cards.of(cards));
  }

  static Gpu card(String name, String capability) {
    return new Gpu(name, ComputeCapability.parse(capability), "550.54.15");
  }
}
