package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Kernels#vocabularyLoss} as plain array operations: all probabilities at once. */
final class Nd4jVocabularyPass implements VocabularyPass {
  private final INDArray x; // (rows, units)
  private final INDArray table; // (words, units)
  private final INDArray logs; // log p, (rows, words)
  private final int[] ids;

  Nd4jVocabularyPass(INDArray x, INDArray table, INDArray bias, int[] ids) {
    this.x = x;
    this.table = table;
    this.logs = logProbabilities(x, table, bias);
    this.ids = ids;
  }

  /** log softmax(x E^T + b): (rows, words). */
  static INDArray logProbabilities(INDArray x, INDArray table, INDArray bias) {
    INDArray z = x.mmul(table.transpose()).addiRowVector(bias);
    z.subiColumnVector(z.max(true, 1));
    return z.subColumnVector(Transforms.log(Transforms.exp(z).sum(true, 1), false));
  }

  @Override
  public INDArray losses() {
    INDArray losses = Nd4j.create(logs.dataType(), ids.length);
    for (int r = 0; r < ids.length; r++) {
      losses.putScalar(r, -logs.getDouble(r, ids[r]));
    }
    return losses;
  }

  @Override
  public INDArray backward(INDArray d, Optional<INDArray> dTable, Optional<INDArray> dBias) {
    INDArray dz = Transforms.exp(logs); // (rows, words)
    for (int r = 0; r < ids.length; r++) {
      dz.putScalar(r, ids[r], dz.getDouble(r, ids[r]) - 1);
    }
    dz.muliColumnVector(d.reshape(ids.length, 1));
    dTable.ifPresent(into -> into.addi(dz.transpose().mmul(x)));
    dBias.ifPresent(into -> into.addi(dz.sum(0)));
    return dz.mmul(table);
  }
}
