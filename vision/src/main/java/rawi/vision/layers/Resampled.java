package rawi.vision.layers;

import java.util.Optional;
import rawi.nn.Context;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.AxisMap;
import rawi.nn.backend.SpatialKernels;

/** Planes whose rows and columns are each mapped linearly: padded, cropped, enlarged. */
public final class Resampled {
  private Resampled() {}

  /** The mapped planes, and the way back through the transposed maps. */
  public static Pass pass(Signal in, AxisMap rows, AxisMap columns, Context context) {
    SpatialKernels kernels = context.kernels().spatial();
    return new Pass(
        new Signal(
            kernels.resample(in.values(), rows, columns), Optional.empty(), in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(kernels.resample(dy, rows.transposed(), columns.transposed()))
                : Optional.empty());
  }
}
