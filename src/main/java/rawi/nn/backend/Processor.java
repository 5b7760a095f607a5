package rawi.nn.backend;

import java.util.Map;

/**
 * The processor with some threads, started and ready: what a program that has no options for it
 * computes on.
 *
 * <pre>{@code
 * try (var processor = Processor.start()) {
 *   var training = Training.of(network, recipe, processor.kernels());
 * }
 * }</pre>
 */
public final class Processor implements AutoCloseable {
  private final Workers workers;
  private final Kernels kernels;

  private Processor(Workers workers) {
    this.workers = workers;
    this.kernels = new CpuKernels(workers);
  }

  /** With a thread for each core. */
  public static Processor start() {
    return start(Runtime.getRuntime().availableProcessors());
  }

  /**
   * With so many threads.
   *
   * @throws BackendException if ND4J runs on another device already
   */
  public static Processor start(int threads) {
    Backend.select(BackendChoice.CPU, new NvidiaProbe(Map.of())).start(line -> {});
    return new Processor(new Workers(threads));
  }

  /** The fast ones, for float32. */
  public Kernels kernels() {
    return kernels;
  }

  /** Ends the threads. */
  @Override
  public void close() {
    workers.close();
  }
}
