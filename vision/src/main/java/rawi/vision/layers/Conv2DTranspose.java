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
import rawi.nn.backend.Padding;
import rawi.nn.backend.Span;
import rawi.nn.backend.SpatialKernels;
import rawi.nn.backend.Window;

/**
 * A convolution the other way round, which makes planes larger: each place of the input adds kernel
 * times itself to all places of the output that a convolution's window there would read,
 *
 * <pre>
 *   z[i s + u d - p, j s + v d - p, o] += sum over c of x[i,j,c] kernel[u,v,o,c]
 *   y = activation(z + bias)
 * </pre>
 *
 * <p>It is the gradient of a {@link Conv2D} by its input. (batch, height, width, channels) to
 * (batch, height', width', filters), where n places become, without output padding, n s with same
 * padding and n s + max(covered - s, 0) with valid; with an output padding q, (n - 1) s + covered -
 * 2 floor(covered / 2) + q with same and (n - 1) s + covered + q with valid. Parameters {@code
 * kernel} (height, width, filters, channels) and {@code bias} (filters), as in Keras. A mask ends
 * here.
 *
 * @param filters channels of the output
 * @param kernelSize of the window
 * @param strides from one window to the next, in the output
 * @param padding of the convolution that this reverses
 * @param outputPadding places added to the output's height and width; absent: as above
 * @param dilationRate from one place of the window to its next; above 1 only with stride 1
 * @param activation after the sum
 * @param options initializers, bias, penalties
 */
public record Conv2DTranspose(
    int filters,
    Size kernelSize,
    Size strides,
    Padding padding,
    Optional<Size> outputPadding,
    Size dilationRate,
    ActivationFunction activation,
    FilterOptions options)
    implements OnPlanes {
  public Conv2DTranspose {
    Planes.requireCount("Conv2DTranspose", "filters", filters);
    Planes.requireWindow("Conv2DTranspose", kernelSize, strides, dilationRate);
    for (Size added : outputPadding.stream().toList()) {
      if (!added.atLeast(0)
          || added.height() >= strides.height()
          || added.width() >= strides.width()) {
        throw new IllegalArgumentException(
            "Conv2DTranspose: expected an outputPadding of at least 0 and less than the strides %s, got %s"
                .formatted(strides, added));
      }
    }
  }

  /** Keras's defaults: stride 1, valid, no activation. */
  public static Conv2DTranspose of(int filters, int kernelSize) {
    return new Conv2DTranspose(
        filters,
        Size.of(kernelSize),
        Size.of(1),
        Padding.VALID,
        Optional.empty(),
        Size.of(1),
        Activations.LINEAR,
        FilterOptions.DEFAULT);
  }

  public Conv2DTranspose strides(int both) {
    return new Conv2DTranspose(
        filters,
        kernelSize,
        Size.of(both),
        padding,
        outputPadding,
        dilationRate,
        activation,
        options);
  }

  public Conv2DTranspose padding(Padding other) {
    return new Conv2DTranspose(
        filters, kernelSize, strides, other, outputPadding, dilationRate, activation, options);
  }

  public Conv2DTranspose outputPadding(Size other) {
    return new Conv2DTranspose(
        filters,
        kernelSize,
        strides,
        padding,
        Optional.of(other),
        dilationRate,
        activation,
        options);
  }

  public Conv2DTranspose dilationRate(Size other) {
    return new Conv2DTranspose(
        filters, kernelSize, strides, padding, outputPadding, other, activation, options);
  }

  public Conv2DTranspose activation(ActivationFunction other) {
    return new Conv2DTranspose(
        filters, kernelSize, strides, padding, outputPadding, dilationRate, other, options);
  }

  /** The same layer with its filters changed: {@code with(o -> o.useBias(false))}. */
  public Conv2DTranspose with(UnaryOperator<FilterOptions> change) {
    return new Conv2DTranspose(
        filters,
        kernelSize,
        strides,
        padding,
        outputPadding,
        dilationRate,
        activation,
        change.apply(options));
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(activation);
  }

  @Override
  public Shape outputShape(Shape input) {
    Planes.require("Conv2DTranspose", input);
    Window window = window();
    return Shape.of(
        size(window.rows(), Planes.height(input), outputPadding.map(Size::height)),
        size(window.columns(), Planes.width(input), outputPadding.map(Size::width)),
        filters);
  }

  private Window window() {
    return Planes.window(kernelSize, strides, dilationRate, padding);
  }

  private static long size(Span span, long n, Optional<Integer> added) {
    if (n == Shape.ANY || added.isEmpty()) {
      return n == Shape.ANY ? n : span.transposed(n);
    }
    long lost = span.padding() == Padding.SAME ? 2 * (span.covered() / 2) : 0;
    return (n - 1) * span.stride() + span.covered() - lost + added.get();
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    long height = kernelSize.height();
    long width = kernelSize.width();
    return new Built(
        options.kernel(weights, "kernel", height, width, filters, input.last()),
        options.bias(weights, filters),
        this);
  }

  private record Built(Parameter kernel, Optional<Parameter> bias, Conv2DTranspose spec)
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
      Shape out = spec.outputShape(Shape.of(x.size(1), x.size(2), x.size(3)));
      INDArray z =
          kernels.convolutionInputGradient(
              kernel.value(), x, window, 1, Planes.height(out), Planes.width(out));
      bias.ifPresent(b -> z.addi(b.value().reshape(1, 1, 1, spec.filters)));
      Pass linear =
          new Pass(
              Wanted.output(z, in, parameters()),
              dz -> {
                if (kernel.trainable()) {
                  kernel.accumulate(kernels.convolutionKernelGradient(dz, x, window, 1));
                }
                bias.ifPresent(b -> Wanted.add(b, kernels.channelSums(dz)));
                return in.differentiable()
                    ? Optional.of(
                        kernels.convolution(dz, kernel.value(), Optional.empty(), window, 1))
                    : Optional.empty();
              });
      return Wanted.activated(linear, spec.activation, context.kernels());
    }
  }
}
