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
 * The largest value of each feature in windows of time: (batch, time, features) to (batch, steps,
 * features), steps as {@link rawi.nn.backend.Span} tells. The gradient goes to the step that was
 * largest, the first of equals. Masked steps are left out; a window without a real step gives zeros
 * and a step that is not real.
 *
 * @param poolSize steps of a window
 * @param strides steps from one window to the next
 * @param padding whether windows may stand over the ends
 */
public record MaxPooling1D(int poolSize, int strides, Padding padding) implements Layer.Spec {
  private static final double BELOW_ALL = 1e30; // what masked steps lie below the others

  public MaxPooling1D {
    TimeWindows.of("MaxPooling1D", poolSize, strides, padding);
  }

  /** Windows side by side, valid. */
  public static MaxPooling1D of(int poolSize) {
    return new MaxPooling1D(poolSize, poolSize, Padding.VALID);
  }

  @Override
  public String name() {
    return "max_pooling1d";
  }

  private TimeWindows windows() {
    return TimeWindows.of("MaxPooling1D", poolSize, strides, padding);
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
      INDArray all = windows.plane(in);
      INDArray x = real.map(r -> all.mul(r).add(r.sub(1).mul(BELOW_ALL))).orElse(all);
      INDArray y = kernels.maxPool(x, window);
      return windows.pass(
          in,
          any.map(y::mul).orElse(y),
          any,
          dy -> kernels.maxPoolGradient(x, any.map(dy::mul).orElse(dy), window));
    };
  }
}
