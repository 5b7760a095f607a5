package rawi.nn.layers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.ActivationFunction;
import rawi.nn.activations.Activations;
import rawi.nn.constraints.Constraint;
import rawi.nn.regularizers.Regularizer;

/**
 * y = f(x W + b) over the last axis: (batch, ..., in) to (batch, ..., units). A mask passes
 * through.
 *
 * <p>Weights as in Keras: kernel (in, units), bias (units); Glorot uniform and zeros unless told.
 *
 * @param units size of the output's last axis
 * @param activation f
 * @param useBias whether there is b
 * @param activityRegularizer a penalty on y, a mean over the batch
 */
public record Dense(
    int units,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    Optional<Regularizer> kernelRegularizer,
    Optional<Regularizer> biasRegularizer,
    Optional<Regularizer> activityRegularizer,
    Optional<Constraint> kernelConstraint,
    Optional<Constraint> biasConstraint)
    implements Layer.Spec {
  public Dense {
    if (units <= 0) {
      throw new IllegalArgumentException("Dense: expected units of at least 1, got " + units);
    }
  }

  /** Keras's defaults: no activation, a bias. */
  public Dense(int units) {
    this(
        units,
        Activations.LINEAR,
        true,
        Initializer.GLOROT_UNIFORM,
        Initializer.ZEROS,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Without activation. */
  public static Dense of(int units) {
    return new Dense(units);
  }

  /** With an activation. */
  public static Dense of(int units, ActivationFunction activation) {
    return new Dense(units).activation(activation);
  }

  public Dense activation(ActivationFunction f) {
    return new Dense(
        units,
        f,
        useBias,
        kernelInitializer,
        biasInitializer,
        kernelRegularizer,
        biasRegularizer,
        activityRegularizer,
        kernelConstraint,
        biasConstraint);
  }

  public Dense useBias(boolean wanted) {
    return new Dense(
        units,
        activation,
        wanted,
        kernelInitializer,
        biasInitializer,
        kernelRegularizer,
        biasRegularizer,
        activityRegularizer,
        kernelConstraint,
        biasConstraint);
  }

  public Dense initializers(Initializer kernel, Initializer bias) {
    return new Dense(
        units,
        activation,
        useBias,
        kernel,
        bias,
        kernelRegularizer,
        biasRegularizer,
        activityRegularizer,
        kernelConstraint,
        biasConstraint);
  }

  public Dense regularizers(
      Optional<Regularizer> kernel, Optional<Regularizer> bias, Optional<Regularizer> activity) {
    return new Dense(
        units,
        activation,
        useBias,
        kernelInitializer,
        biasInitializer,
        kernel,
        bias,
        activity,
        kernelConstraint,
        biasConstraint);
  }

  public Dense constraints(Optional<Constraint> kernel, Optional<Constraint> bias) {
    return new Dense(
        units,
        activation,
        useBias,
        kernelInitializer,
        biasInitializer,
        kernelRegularizer,
        biasRegularizer,
        activityRegularizer,
        kernel,
        bias);
  }

  @Override
  public Optional<ActivationFunction> lastActivation(int output) {
    return Optional.of(activation);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() < 1 || input.last() == Shape.ANY) {
      throw new IllegalArgumentException(
          "Dense: expected (batch, ..., features), got one example of shape " + input);
    }
    return input.withLast(units);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    outputShape(input);
    Parameter kernel =
        weights
            .create("kernel", kernelInitializer, input.last(), units)
            .regularized(kernelRegularizer)
            .constrained(kernelConstraint);
    Optional<Parameter> bias =
        useBias
            ? Optional.of(
                weights
                    .create("bias", biasInitializer, units)
                    .regularized(biasRegularizer)
                    .constrained(biasConstraint))
            : Optional.empty();
    return new Built(kernel, bias, activation, new Activity(activityRegularizer));
  }

  private record Built(
      Parameter kernel, Optional<Parameter> bias, ActivationFunction f, Activity activity)
      implements Layer {
    @Override
    public List<Parameter> parameters() {
      return Stream.concat(Stream.of(kernel), bias.stream()).toList();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray x = rows(in.values(), kernel.value().size(0)); // (rows, in)
      INDArray z = // (rows, units)
          bias.map(b -> context.kernels().affine(x, kernel.value(), b.value()))
              .orElseGet(() -> context.kernels().product(x, kernel.value()));
      boolean linear = f == Activations.LINEAR;
      INDArray y = linear ? z : context.kernels().activated(f, z);
      Signal out =
          new Signal(
              y.reshape('c', withLast(in.values(), y.size(1))),
              in.mask(),
              in.differentiable() || parameters().stream().anyMatch(Parameter::trainable));
      return activity.penalize(
          new Pass(
              out,
              d -> {
                INDArray dy = rows(d, y.size(1));
                INDArray dz = linear ? dy : context.kernels().activationBackward(f, z, y, dy);
                return back(in, x, dz, context);
              }),
          context);
    }

    private Optional<INDArray> back(Signal in, INDArray x, INDArray dz, Context context) {
      if (kernel.trainable()) {
        kernel.accumulateProduct(x, dz, context.kernels());
      }
      bias.filter(Parameter::trainable)
          .ifPresent(b -> b.accumulateColumnSums(dz, context.kernels()));
      return in.differentiable()
          ? Optional.of(
              context
                  .kernels()
                  .productTransposed(dz, kernel.value())
                  .reshape('c', in.values().shape()))
          : Optional.empty();
    }

    private static INDArray rows(INDArray a, long size) {
      return a.rank() == 2 ? a : a.reshape('c', a.length() / size, size);
    }

    private static long[] withLast(INDArray like, long size) {
      long[] shape = like.shape().clone();
      shape[shape.length - 1] = size;
      return shape;
    }
  }
}
