package rawi.nn.layers;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * The largest value of each feature over the real steps: (batch, time, features) to (batch,
 * features). A row without a real step gives zeros. The gradient goes to the step that was largest,
 * the first of equals.
 */
public record GlobalMaxPooling1D() implements Layer.Spec {
  @Override
  public String name() {
    return "global_max_pooling1d";
  }

  @Override
  public Shape outputShape(Shape input) {
    return OverTime.outputShape("GlobalMaxPooling1D", input);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return (in, context) -> {
      INDArray x = in.values(); // (batch, time, features)
      int[] winner = context.kernels().argmaxOverTime(x, in.mask());
      INDArray y = context.kernels().takeSteps(x, winner);
      return new Pass(
          new Signal(y, Optional.empty(), in.differentiable()),
          dy ->
              in.differentiable()
                  ? Optional.of(context.kernels().putSteps(dy, winner, x.size(1)))
                  : Optional.empty());
    };
  }
}
