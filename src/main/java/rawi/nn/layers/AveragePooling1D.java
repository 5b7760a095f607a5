package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Padding;
import rawi.nn.backend.SpatialKernels;
import rawi.nn.backend.Window;

/**
 * The mean of each feature in windows of time: (batch, time, features) to (batch, steps, features),
 * steps as {@link rawi.nn.backend.Span} tells. What is outside of the sequence (same padding) and
 * masked steps are left out of the mean; a window without a real step gives zeros and a step that
 * is not real.
 *
 * @param poolSize steps of a window
 * @param strides steps from one window to the next
 * @param padding whether windows may stand over the ends
 */
public record AveragePooling1D(int poolSize, int strides, Padding padding) implements Layer.Spec {
  public AveragePooling1D {
    TimeWindows.of("AveragePooling1D", poolSize, strides, padding);
  }

  /** Windows side by side, valid. */
  public static AveragePooling1D of(int poolSize) {
    return new AveragePooling1D(poolSize, poolSize, Padding.VALID);
  }

  @Override
  public String name() {
    return "average_pooling1d";
  }

  private TimeWindows windows() {
    return TimeWindows.of("AveragePooling1D", poolSize, strides, padding);
  }

  @Override
  public Shape outputShape(Shape input) {
    return windows().outputShape(input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    TimeWindows windows = windows();
    Window window = windows.window();
    return (in, context) -> {
      SpatialKernels kernels = context.kernels().spatial();
      Optional<INDArray> real = windows.real(in);
      Optional<INDArray> any = real.map(r -> kernels.maxPool(r, window));
      // the mean over the real steps is the mean over all, by the share of those that are real
      Optional<INDArray> share = real.map(r -> kernels.averagePool(r, window));
      Optional<INDArray> factor =
          any.map(a -> a.div(share.orElseThrow().add(a.rsub(1)))); // 0 where there is none
      INDArray all = windows.plane(in);
      INDArray x = real.map(all::mul).orElse(all);
      INDArray y = kernels.averagePool(x, window);
      return windows.pass(
          in,
          factor.map(y::mul).orElse(y),
          any,
          dy -> {
            INDArray d = factor.map(dy::mul).orElse(dy);
            INDArray dx = kernels.averagePoolGradient(d, window, x.size(1), 1);
            return real.map(dx::mul).orElse(dx);
          });
    };
  }
}
