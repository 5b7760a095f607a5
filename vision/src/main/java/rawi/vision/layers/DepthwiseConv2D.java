package rawi.vision.layers;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.backend.ConvolutionGradients;
import rawi.nn.backend.Padding;
import rawi.nn.backend.SpatialKernels;
import rawi.nn.backend.Window;

/**
 * Filters that see one channel each: (batch, height, width, channels) to (batch, height', width',
 * channels m),
 *
 * <pre>
 *   z[i,j, c m + k] = bias[c m + k] + sum over u, v of x[i s + u d - p, j s + v d - p, c] kernel[u,v,c,k]
 *   y = activation(z)
 * </pre>
 *
 * <p>with m the depth multiplier. Parameters {@code kernel} (height, width, channels, m) and {@code
 * bias} (channels m), as in Keras. A mask ends here.
 *
 * @param kernelSize of the window
 * @param strides from one window to the next
 * @param padding zeros around the plane, or none
 * @param depthMultiplier filters for each channel
 * @param dilationRate from one place of the window to its next; above 1 only with stride 1
 * @param activation after the sum
 * @param options initializers, bias, penalties
 */
public record DepthwiseConv2D(
    Size kernelSize,
    Size strides,
    Padding padding,
    int depthMultiplier,
    Size dilationRate,
    ActivationFunction activation,
    FilterOptions options)
    implements OnPlanes {
  public DepthwiseConv2D {
    Planes.requireWindow("DepthwiseConv2D", kernelSize, strides, dilationRate);
    Planes.requireCount("DepthwiseConv2D", "depthMultiplier", depthMultiplier);
  }

  /** Keras's defaults: stride 1, valid, one filter a channel, no activation. */
  public static DepthwiseConv2D of(int kernelSize) {
    return new DepthwiseConv2D(
        Size.of(kernelSize),
        Size.of(1),
        Padding.VALID,
        1,
        Size.of(1),
        Activations.LINEAR,
        FilterOptions.DEFAULT);
  }

  public DepthwiseConv2D strides(int both) {
    return strides(Size.of(both));
  }

  public DepthwiseConv2D strides(Size other) {
    return new DepthwiseConv2D(
        kernelSize, other, padding, depthMultiplier, dilationRate, activation, options);
  }

  public DepthwiseConv2D padding(Padding other) {
    return new DepthwiseConv2D(
        kernelSize, strides, other, depthMultiplier, dilationRate, activation, options);
  }

  public DepthwiseConv2D depthMultiplier(int other) {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, other, dilationRate, activation, options);
  }

  public DepthwiseConv2D dilationRate(Size other) {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, depthMultiplier, other, activation, options);
  }

  public DepthwiseConv2D activation(ActivationFunction other) {
    return new DepthwiseConv2D(
        kernelSize, strides, padding, depthMultiplier, dilationRate, other, options);
  }

  /** The same layer with its filters changed: {@code with(o -> o.useBias(false))}. */
  public DepthwiseConv2D with(UnaryOperator<FilterOptions> change) {
    return new DepthwiseConv2D(
        kernelSize,
        strides,
        padding,
        depthMultiplier,
        dilationRate,
        activation,
        change.apply(options));
  }

  /** How its window slides. */
  public Window window() {
    return Planes.window(kernelSize, strides, dilationRate, padding);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(activation);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Planes.output("DepthwiseConv2D", window(), input, input.last() * depthMultiplier);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(
        options.kernel(
            weights,
            "kernel",
            kernelSize.height(),
            kernelSize.width(),
            input.last(),
            depthMultiplier),
        options.bias(weights, input.last() * depthMultiplier),
        this);
  }

  private record Built(Parameter kernel, Optional<Parameter> bias, DepthwiseConv2D spec)
      implements Layer {
    @Override
    public List<Parameter> parameters() {
      return FilterOptions.list(bias, kernel);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      SpatialKernels kernels = context.kernels().spatial();
      Window window = spec.window();
      INDArray x = in.values(); // (batch, height, width, channels)
      INDArray z = kernels.depthwise(x, kernel.value(), bias.map(Parameter::value), window);
      Pass linear =
          new Pass(
              Wanted.output(z, in, parameters()),
              dz -> {
                ConvolutionGradients d = kernels.depthwiseGradients(x, kernel.value(), dz, window);
                Wanted.add(kernel, d.kernel());
                bias.ifPresent(b -> Wanted.add(b, d.bias()));
                return in.differentiable() ? Optional.of(d.input()) : Optional.empty();
              });
      return Wanted.activated(linear, spec.activation, context.kernels());
    }
  }
}
