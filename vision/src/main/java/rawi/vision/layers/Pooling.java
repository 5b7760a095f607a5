package rawi.vision.layers;

import java.util.Optional;
import rawi.nn.Context;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.SpatialKernels;
import rawi.nn.backend.Window;

/** What pooling layers have in common. */
final class Pooling {
  private Pooling() {}

  static Pass largest(Signal in, Window window, Context context) {
    SpatialKernels kernels = context.kernels().spatial();
    return new Pass(
        new Signal(kernels.maxPool(in.values(), window), Optional.empty(), in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(kernels.maxPoolGradient(in.values(), dy, window))
                : Optional.empty());
  }

  static Pass mean(Signal in, Window window, Context context) {
    SpatialKernels kernels = context.kernels().spatial();
    long height = in.values().size(1);
    long width = in.values().size(2);
    return new Pass(
        new Signal(kernels.averagePool(in.values(), window), Optional.empty(), in.differentiable()),
        dy ->
            in.differentiable()
                ? Optional.of(kernels.averagePoolGradient(dy, window, height, width))
                : Optional.empty());
  }

  /** (batch, 1, 1, channels) as (batch, channels). */
  static Pass flat(Pass pooled) {
    Signal out = pooled.output();
    long[] shape = out.values().shape();
    return pooled.then(
        new Pass(
            new Signal(
                out.values().reshape(shape[0], shape[3]), Optional.empty(), out.differentiable()),
            dy -> Optional.of(dy.reshape(shape))));
  }

  static Shape global(String layer, Shape input, boolean keepDims) {
    Planes.require(layer, input);
    return keepDims ? Shape.of(1, 1, input.last()) : Shape.of(input.last());
  }
}
