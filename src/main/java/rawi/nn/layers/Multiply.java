package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** y = x_1 x_2 .., element by element; shapes and masks as in {@link Merge}. */
public record Multiply() implements Merge {
  @Override
  public INDArray merge(List<INDArray> x) {
    INDArray product = x.get(0).dup('c');
    x.stream().skip(1).forEach(product::muli);
    return product;
  }

  @Override
  public INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy) {
    INDArray d = dy.dup('c');
    for (int j = 0; j < x.size(); j++) {
      if (j != i) {
        d.muli(x.get(j));
      }
    }
    return d;
  }
}
