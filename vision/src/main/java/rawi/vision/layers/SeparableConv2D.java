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
 * A {@link DepthwiseConv2D} without bias, whose channels a 1x1 convolution then mixes: (batch,
 * height, width, channels) to (batch, height', width', filters). It needs h w channels m + channels
 * m filters weights where a {@link Conv2D} needs h w channels filters.
 *
 * <p>Parameters {@code depthwise_kernel} (height, width, channels, m), {@code pointwise_kernel} (1,
 * 1, channels m, filters) and {@code bias} (filters), as in Keras. A mask ends here.
 *
 * @param filters channels of the output
 * @param kernelSize of the depthwise window
 * @param strides from one window to the next
 * @param padding zeros around the plane, or none
 * @param depthMultiplier depthwise filters for each channel
 * @param dilationRate from one place of the window to its next; above 1 only with stride 1
 * @param activation after the sum
 * @param options initializers and penalties of both kernels, bias
 */
public record SeparableConv2D(
    int filters,
    Size kernelSize,
    Size strides,
    Padding padding,
    int depthMultiplier,
    Size dilationRate,
    ActivationFunction activation,
    FilterOptions options)
    implements OnPlanes {
  private static final Window POINT =
      Planes.window(Size.of(1), Size.of(1), Size.of(1), Padding.VALID);

  public SeparableConv2D {
    Planes.requireCount("SeparableConv2D", "filters", filters);
    Planes.requireWindow("SeparableConv2D", kernelSize, strides, dilationRate);
    Planes.requireCount("SeparableConv2D", "depthMultiplier", depthMultiplier);
  }

  /** Keras's defaults: stride 1, valid, one depthwise filter a channel, no activation. */
  public static SeparableConv2D of(int filters, int kernelSize) {
    return new SeparableConv2D(
        filters,
        Size.of(kernelSize),
        Size.of(1),
        Padding.VALID,
        1,
        Size.of(1),
        Activations.LINEAR,
        FilterOptions.DEFAULT);
  }

  public SeparableConv2D strides(int both) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        Size.of(both),
        padding,
        depthMultiplier,
        dilationRate,
        activation,
        options);
  }

  public SeparableConv2D padding(Padding other) {
    return new SeparableConv2D(
        filters, kernelSize, strides, other, depthMultiplier, dilationRate, activation, options);
  }

  public SeparableConv2D depthMultiplier(int other) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, other, dilationRate, activation, options);
  }

  public SeparableConv2D dilationRate(Size other) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, other, activation, options);
  }

  public SeparableConv2D activation(ActivationFunction other) {
    return new SeparableConv2D(
        filters, kernelSize, strides, padding, depthMultiplier, dilationRate, other, options);
  }

  /** The same layer with its filters changed: {@code with(o -> o.useBias(false))}. */
  public SeparableConv2D with(UnaryOperator<FilterOptions> change) {
    return new SeparableConv2D(
        filters,
        kernelSize,
        strides,
        padding,
        depthMultiplier,
        dilationRate,
        activation,
        change.apply(options));
  }

  /** How its depthwise window slides. */
  public Window window() {
    return Planes.window(kernelSize, strides, dilationRate, padding);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(activation);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Planes.output("SeparableConv2D", window(), input, filters);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    long height = kernelSize.height();
    long width = kernelSize.width();
    long channels = input.last();
    return new Built(
        options.kernel(weights, "depthwise_kernel", height, width, channels, depthMultiplier),
        options.kernel(weights, "pointwise_kernel", 1, 1, channels * depthMultiplier, filters),
        options.bias(weights, filters),
        this);
  }

  private record Built(
      Parameter depthwise, Parameter pointwise, Optional<Parameter> bias, SeparableConv2D spec)
      implements Layer {
    @Override
    public List<Parameter> parameters() {
      return FilterOptions.list(bias, depthwise, pointwise);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      SpatialKernels kernels = context.kernels().spatial();
      Window window = spec.window();
      INDArray x = in.values(); // (batch, height, width, channels)
      INDArray deep = kernels.depthwise(x, depthwise.value(), Optional.empty(), window);
      INDArray z =
          kernels.convolution(deep, pointwise.value(), bias.map(Parameter::value), POINT, 1);
      Pass linear =
          new Pass(
              Wanted.output(z, in, parameters()),
              dz -> {
                ConvolutionGradients mixed =
                    kernels.convolutionGradients(deep, pointwise.value(), dz, POINT, 1);
                Wanted.add(pointwise, mixed.kernel());
                bias.ifPresent(b -> Wanted.add(b, mixed.bias()));
                if (!in.differentiable() && !depthwise.trainable()) {
                  return Optional.empty();
                }
                ConvolutionGradients d =
                    kernels.depthwiseGradients(x, depthwise.value(), mixed.input(), window);
                Wanted.add(depthwise, d.kernel());
                return in.differentiable() ? Optional.of(d.input()) : Optional.empty();
              });
      return Wanted.activated(linear, spec.activation, context.kernels());
    }
  }
}
