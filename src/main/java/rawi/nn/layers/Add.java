package rawi.nn.layers;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** y = x_1 + x_2 + ..; shapes and masks as in {@link Merge}. */
public record Add() implements Merge {
  @Override
  public INDArray merge(List<INDArray> x) {
    INDArray sum = x.get(0).dup('c');
    x.stream().skip(1).forEach(sum::addi);
    return sum;
  }

  @Override
  public INDArray backward(int i, List<INDArray> x, INDArray y, INDArray dy) {
    return dy;
  }
}
