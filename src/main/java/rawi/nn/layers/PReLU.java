package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * y = x above 0, alpha x below, alpha learnt (He and others 2015, equation 1). A mask passes
 * through.
 *
 * <p>Weights as in Keras: alpha, shaped as one example but for shared axes, which have size 1.
 *
 * @param sharedAxes along which one alpha serves all: 1 for the time of a sequence
 */
public record PReLU(Initializer alphaInitializer, List<Integer> sharedAxes) implements Layer.Spec {
  public PReLU {
    sharedAxes = List.copyOf(sharedAxes);
  }

  /** Keras's defaults: alphas of zero, one for each element of an example. */
  public PReLU() {
    this(Initializer.ZEROS, List.of());
  }

  @Override
  public String name() {
    return "p_re_lu";
  }

  @Override
  public Shape outputShape(Shape input) {
    alphaShape(input);
    return input;
  }

  private long[] alphaShape(Shape input) {
    List<Long> dims = new ArrayList<>(input.dims());
    sharedAxes.forEach(axis -> dims.set(Axes.of("PReLU", axis, input) - 1, 1L));
    if (dims.contains(Shape.ANY)) {
      throw new IllegalArgumentException(
          "PReLU: expected known sizes, got one example of shape %s; share the axis of any size"
              .formatted(input));
    }
    return dims.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(weights.create("alpha", alphaInitializer, alphaShape(input)));
  }

  private record Built(Parameter alpha) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return List.of(alpha);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray x = in.values();
      INDArray a = Broadcast.withBatch(alpha.value());
      INDArray below = Transforms.min(x, 0, true);
      INDArray y = below.mul(a).addi(Transforms.max(x, 0, true));
      boolean wanted = in.differentiable() || alpha.trainable();
      return new Pass(
          new Signal(y, in.mask(), wanted),
          dy -> {
            if (alpha.trainable()) {
              INDArray d = Broadcast.reduce(dy.mul(below), a.shape());
              alpha.accumulate(d.reshape('c', alpha.value().shape()));
            }
            if (!in.differentiable()) {
              return Optional.empty();
            }
            INDArray above = x.gt(0).castTo(x.dataType());
            return Optional.of(above.rsub(1).muli(a).addi(above).muli(dy));
          });
    }
  }
}
