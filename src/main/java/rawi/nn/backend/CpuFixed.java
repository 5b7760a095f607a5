package rawi.nn.backend;

import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution with its weights laid out, for each of two ways to compute it when that way is
 * first taken: Winograd's where there are enough tiles that reading its larger weights pays, and
 * products.
 */
final class CpuFixed implements FixedConvolution {
  private static final int LEAST_TILES = 16;
  private static final int LEAST_CHANNELS = 16;

  private final Window window;
  private final boolean tiled;
  private final int filters;
  private final Once products;
  private final Once winograd;

  CpuFixed(INDArray kernel, INDArray bias, Window window, Clip clip, Workers workers) {
    CpuFinish finish = new CpuFinish(OffHeap.copy(bias), clip);
    this.window = window;
    this.filters = (int) kernel.size(3);
    this.tiled = CpuWinograd.supports(window) && kernel.size(2) >= LEAST_CHANNELS;
    if (tiled) {
      INDArray own = Arena.outside(() -> kernel.dup('c'));
      this.products = new Once(() -> new CpuConvolution(own, finish, window, workers));
      this.winograd = new Once(() -> new CpuWinograd(own, finish, window, workers));
    } else { // at once, so that no copy of the kernel is kept
      FixedConvolution only = new CpuConvolution(kernel, finish, window, workers);
      this.products = new Once(() -> only);
      this.winograd = products;
    }
  }

  @Override
  public INDArray apply(INDArray x, Optional<INDArray> added, Arena arena) {
    boolean many = tiled && CpuWinograd.tiles(window.output(x.shape(), filters)) >= LEAST_TILES;
    return (many ? winograd : products).get().apply(x, added, arena);
  }

  /** Made when it is first asked for, by whichever thread. */
  private static final class Once {
    private final Supplier<FixedConvolution> maker;
    private Optional<FixedConvolution> made = Optional.empty();

    Once(Supplier<FixedConvolution> maker) {
      this.maker = maker;
    }

    synchronized FixedConvolution get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }
}
