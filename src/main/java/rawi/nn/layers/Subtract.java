package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** y = x_1 - x_2, of exactly two inputs; shapes and masks as in {@link Merge}. */
public record Subtract() implements Merge {
  @Override
  public int most() {
    return 2;
  }

  @Override
  public INDArray merge(List<INDArray> x) {
    return x.get(0).sub(x.get(1));
  }

  @Override
  public INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy) {
    return i == 0 ? dy : dy.neg();
  }
}
