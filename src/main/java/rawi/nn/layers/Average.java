package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** y = (x_1 + .. + x_n) / n; shapes and masks as in {@link Merge}. */
public record Average() implements Merge {
  @Override
  public INDArray merge(List<INDArray> x) {
    return new Add().merge(x).divi(x.size());
  }

  @Override
  public INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy) {
    return dy.div(x.size());
  }
}
