package rawi.apps.caption;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.caption.features.ImageInputs;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.nn.Context;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/**
 * Pixels that become features when they are asked for, by an encoder that has just learnt.
 *
 * @param pixels prepared, (images, height, width, channels)
 */
record EncodedNow(ImageInputs pixels, ImageEncoder encoder, Kernels kernels)
    implements ImageInputs {
  @Override
  public INDArray of(int... images) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          List<Signal> in = List.of(Signal.of(pixels.of(images)));
          INDArray planes =
              encoder
                  .network()
                  .forward(in, Context.inference(kernels, arena))
                  .outputs()
                  .get(0)
                  .values();
          return Arena.outside(() -> CaptionNetwork.places(planes).dup('c'));
        });
  }

  @Override
  public int size() {
    return pixels.size();
  }
}
