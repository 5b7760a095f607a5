package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * y = min(x_1, x_2, ..), element by element; the gradient goes to the first of equals. Shapes and
 * masks as in {@link Merge}.
 */
public record Minimum() implements Merge {
  @Override
  public INDArray merge(List<INDArray> x) {
    INDArray least = x.get(0).dup('c');
    x.stream().skip(1).forEach(a -> Transforms.min(least, a, false));
    return least;
  }

  @Override
  public INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy) {
    return Winner.of(i, x, y).muli(dy);
  }
}
