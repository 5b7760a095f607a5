package rawi.nn.constraints;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** w = max(w, 0). */
public record NonNeg() implements Constraint {
  @Override
  public void apply(INDArray w) {
    Transforms.max(w, 0, false);
  }
}
