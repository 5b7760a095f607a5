package rawi.apps.caption.network;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Signal;

/** What belongs to images, given to each row that is about them. */
record Rows(int[] group, Context context) {
  /** (images, n) to (rows, n). */
  Signal of(Signal images) {
    INDArray rows = context.kernels().gather(images.values(), group);
    return new Signal(rows, Optional.empty(), images.differentiable());
  }

  /** The sums of the rows of each image: (rows, n) to (images, n). */
  INDArray sums(INDArray d, long images) {
    INDArray sums = Nd4j.zeros(d.dataType(), images, d.size(1));
    context.kernels().scatterAdd(sums, group, d);
    return sums;
  }
}
