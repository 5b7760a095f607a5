package rawi.nn.layers;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of one example after the other. */
final class BatchProduct {
  private BatchProduct() {}

  /** a b for each example: (batch, m, k) and (batch, k, n) to (batch, m, n), either transposed. */
  static INDArray of(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
    long m = a.size(transposeA ? 2 : 1);
    long n = b.size(transposeB ? 1 : 2);
    INDArray y = Nd4j.createUninitialized(a.dataType(), a.size(0), m, n);
    for (long i = 0; i < a.size(0); i++) {
      INDArray left = a.get(point(i), all(), all());
      INDArray right = b.get(point(i), all(), all());
      INDArray product =
          (transposeA ? left.transpose() : left).mmul(transposeB ? right.transpose() : right);
      y.get(point(i), all(), all()).assign(product);
    }
    return y;
  }
}
