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
 * Filters that slide over a plane: (batch, height, width, channels) to (batch, height', width',
 * filters),
 *
 * <pre>
 *   z[i,j,o] = bias[o] + sum over u, v, c of x[i s + u d - p, j s + v d - p, c] kernel[u,v,c,o]
 *   y = activation(z)
 * </pre>
 *
 * <p>with stride s, dilation d and p zeros before the plane. As in every such library this is a
 * cross-correlation: the kernel is not mirrored. Parameters {@code kernel} (height, width, channels
 * / groups, filters) and {@code bias} (filters), as in Keras. Sizes: {@link rawi.nn.backend.Span}.
 * A mask ends here.
 *
 * @param filters channels of the output
 * @param kernelSize of the window
 * @param strides from one window to the next
 * @param padding zeros around the plane, or none
 * @param dilationRate from one place of the window to its next; above 1 only with stride 1
 * @param groups parts into which channels and filters are cut, each seen by its own only
 * @param activation after the sum
 * @param options initializers, bias, penalties
 */
public record Conv2D(
    int filters,
    Size kernelSize,
    Size strides,
    Padding padding,
    Size dilationRate,
    int groups,
    ActivationFunction activation,
    FilterOptions options)
    implements OnPlanes {
  public Conv2D {
    Planes.requireCount("Conv2D", "filters", filters);
    Planes.requireWindow("Conv2D", kernelSize, strides, dilationRate);
    if (groups < 1 || filters % groups != 0) {
      throw new IllegalArgumentException(
          "Conv2D: expected groups that divide %d filters, got %d".formatted(filters, groups));
    }
  }

  /** Keras's defaults: stride 1, valid, one group, no activation. */
  public static Conv2D of(int filters, Size kernelSize) {
    return new Conv2D(
        filters,
        kernelSize,
        Size.of(1),
        Padding.VALID,
        Size.of(1),
        1,
        Activations.LINEAR,
        FilterOptions.DEFAULT);
  }

  /** A square window. */
  public static Conv2D of(int filters, int kernelSize) {
    return of(filters, Size.of(kernelSize));
  }

  public Conv2D strides(int both) {
    return strides(Size.of(both));
  }

  public Conv2D strides(Size other) {
    return new Conv2D(
        filters, kernelSize, other, padding, dilationRate, groups, activation, options);
  }

  public Conv2D padding(Padding other) {
    return new Conv2D(
        filters, kernelSize, strides, other, dilationRate, groups, activation, options);
  }

  public Conv2D dilationRate(Size other) {
    return new Conv2D(filters, kernelSize, strides, padding, other, groups, activation, options);
  }

  public Conv2D groups(int other) {
    return new Conv2D(
        filters, kernelSize, strides, padding, dilationRate, other, activation, options);
  }

  public Conv2D activation(ActivationFunction other) {
    return new Conv2D(filters, kernelSize, strides, padding, dilationRate, groups, other, options);
  }

  /** The same layer with its filters changed: {@code with(o -> o.useBias(false))}. */
  public Conv2D with(UnaryOperator<FilterOptions> change) {
    return new Conv2D(
        filters,
        kernelSize,
        strides,
        padding,
        dilationRate,
        groups,
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
    Shape output = Planes.output("Conv2D", window(), input, filters);
    if (input.last() % groups != 0) {
      throw new IllegalArgumentException(
          "Conv2D: expected channels that %d groups divide, got one example of shape %s"
              .formatted(groups, input));
    }
    return output;
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    long height = kernelSize.height();
    long width = kernelSize.width();
    return new Built(
        options.kernel(weights, "kernel", height, width, input.last() / groups, filters),
        options.bias(weights, filters),
        this);
  }

  private record Built(Parameter kernel, Optional<Parameter> bias, Conv2D spec) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return FilterOptions.list(bias, kernel);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      SpatialKernels kernels = context.kernels().spatial();
      Window window = spec.window();
      INDArray x = in.values(); // (batch, height, width, channels)
      INDArray z =
          kernels.convolution(x, kernel.value(), bias.map(Parameter::value), window, spec.groups);
      Pass linear =
          new Pass(
              Wanted.output(z, in, parameters()),
              dz -> {
                if (!in.differentiable()) { // the first layer: the largest gradient is not wanted
                  Wanted.add(kernel, kernels.convolutionKernelGradient(x, dz, window, spec.groups));
                  bias.ifPresent(b -> Wanted.add(b, kernels.channelSums(dz)));
                  return Optional.empty();
                }
                ConvolutionGradients d =
                    kernels.convolutionGradients(x, kernel.value(), dz, window, spec.groups);
                Wanted.add(kernel, d.kernel());
                bias.ifPresent(b -> Wanted.add(b, d.bias()));
                return Optional.of(d.input());
              });
      return Wanted.activated(linear, spec.activation, context.kernels());
    }
  }
}
