package rawi.nn.layers;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products of one example after the other. */
final class BatchProduct {
  private BatchProduct() {}

  /** a b for each example: (batch, m, k) and (batch, k, n) to (batch, m, n), either transposed. */
  static INDArray of(INDArray a, boolean transposeA, INDArray b, boolean transposeB) {
    long m = a.size(transposeA ? 2 : 1);
    long n = b.size(transposeB ? 1 : 2);
    INDArray y = Nd4j.createUninitialized(a.dataType(), a.size(0), m, n);
    Nd4j.exec(new Mmul(a, b, y, new MMulTranspose(transposeA, transposeB, false)));
    return y;
  }
}
