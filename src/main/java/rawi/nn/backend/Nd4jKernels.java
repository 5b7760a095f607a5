package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.activations.ActivationFunction;

/**
 * The kernels as plain array operations: the equations as the course writes them, in float32 or
 * float64, on whatever device ND4J runs. Gradient checks run here, and the fast kernels are held to
 * these numbers.
 */
public final class Nd4jKernels implements Kernels {
  @Override
  public INDArray affine(INDArray x, INDArray kernel, INDArray bias) {
    return x.mmul(kernel).addRowVector(bias);
  }

  @Override
  public INDArray product(INDArray x, INDArray kernel) {
    return x.mmul(kernel);
  }

  @Override
  public INDArray activation(ActivationFunction f, INDArray z) {
    return f.apply(z);
  }

  @Override
  public INDArray activationBackward(ActivationFunction f, INDArray z, INDArray y, INDArray dy) {
    return f.backward(z, y, dy);
  }

  @Override
  public void addTransposedProduct(INDArray a, INDArray b, INDArray into) {
    into.addi(a.transpose().mmul(b));
  }

  @Override
  public void addColumnSums(INDArray d, INDArray into) {
    into.addi(d.sum(0));
  }

  @Override
  public INDArray productTransposed(INDArray a, INDArray b) {
    return a.mmul(b.transpose());
  }

  @Override
  public ColumnMoments columnMoments(INDArray x, Optional<INDArray> weights) {
    INDArray share = // (rows, 1), summing to 1
        weights
            .map(w -> w.reshape('c', w.length(), 1).div(w.sumNumber()))
            .orElseGet(() -> Nd4j.ones(x.dataType(), x.size(0), 1).divi(x.size(0)));
    INDArray mean = x.mulColumnVector(share).sum(0);
    INDArray difference = x.subRowVector(mean);
    return new ColumnMoments(mean, difference.mul(difference).muliColumnVector(share).sum(0));
  }

  @Override
  public INDArray scaleShift(INDArray x, INDArray scale, INDArray shift) {
    return x.mulRowVector(scale).addiRowVector(shift);
  }

  @Override
  public ColumnSums columnSums(INDArray d, INDArray x) {
    return new ColumnSums(d.sum(0), d.mul(x).sum(0));
  }

  @Override
  public INDArray combineColumns(
      INDArray d, INDArray a, INDArray x, INDArray b, INDArray c, Optional<INDArray> weights) {
    INDArray own = x.mulRowVector(b).addiRowVector(c);
    weights.ifPresent(own::muliColumnVector);
    return own.addi(d.mulRowVector(a));
  }

  @Override
  public NormalizedRows normalizeRows(INDArray x, double epsilon) {
    INDArray difference = x.subColumnVector(x.mean(true, 1));
    INDArray variance = difference.mul(difference).mean(true, 1); // (rows, 1)
    INDArray inverse = Transforms.pow(variance.addi(epsilon), -0.5, false);
    return new NormalizedRows(difference.muliColumnVector(inverse), inverse.reshape(x.size(0)));
  }

  @Override
  public INDArray normalizeRowsBackward(INDArray d, NormalizedRows normalized) {
    INDArray y = normalized.values();
    INDArray own = y.mulColumnVector(d.mul(y).mean(true, 1));
    INDArray dx = d.subColumnVector(d.mean(true, 1)).subi(own);
    return dx.muliColumnVector(normalized.inverse().reshape(d.size(0), 1));
  }

  @Override
  public INDArray gather(INDArray table, int[] ids) {
    INDArray rows = Nd4j.createUninitialized(table.dataType(), ids.length, table.size(1));
    for (int i = 0; i < ids.length; i++) {
      rows.getRow(i).assign(table.getRow(ids[i]));
    }
    return rows;
  }

  @Override
  public void scatterAdd(INDArray table, int[] rows, INDArray values) {
    for (int i = 0; i < rows.length; i++) {
      table.getRow(rows[i]).addi(values.getRow(i));
    }
  }

  @Override
  public void putRows(INDArray table, int[] rows, INDArray values) {
    for (int i = 0; i < rows.length; i++) {
      table.getRow(rows[i]).assign(values.getRow(i));
    }
  }

  @Override
  public RecurrentPass recurrent(Cell cell, RecurrentWeights weights, Scan scan, Arena arena) {
    return new Nd4jRecurrentPass(cell, weights, scan);
  }

  @Override
  public int[] argmaxOverTime(INDArray x, Optional<INDArray> mask) {
    int batch = (int) x.size(0);
    int features = (int) x.size(2);
    int[] winner = new int[batch * features];
    for (int b = 0; b < batch; b++) {
      for (int f = 0; f < features; f++) {
        int best = -1;
        for (int t = 0; t < x.size(1); t++) {
          boolean real = mask.isEmpty() || mask.get().getDouble(b, t) != 0;
          if (real && (best < 0 || x.getDouble(b, t, f) > x.getDouble(b, best, f))) {
            best = t;
          }
        }
        winner[b * features + f] = best;
      }
    }
    return winner;
  }

  @Override
  public INDArray takeSteps(INDArray x, int[] step) {
    INDArray y = Nd4j.zeros(x.dataType(), x.size(0), x.size(2));
    for (int i = 0; i < step.length; i++) {
      if (step[i] >= 0) {
        y.putScalar(i, x.getDouble(i / x.size(2), step[i], i % x.size(2)));
      }
    }
    return y;
  }

  @Override
  public INDArray putSteps(INDArray d, int[] step, long time) {
    INDArray y = Nd4j.zeros(d.dataType(), d.size(0), time, d.size(1));
    for (int i = 0; i < step.length; i++) {
      if (step[i] >= 0) {
        long row = i / d.size(1);
        y.putScalar(new long[] {row, step[i], i % d.size(1)}, d.getDouble(row, i % d.size(1)));
      }
    }
    return y;
  }

  @Override
  public CrossEntropy softmaxCrossEntropy(INDArray logits, int[] labels, double[] weights) {
    INDArray shifted = logits.subColumnVector(logits.max(true, 1)); // (rows, classes)
    INDArray logSum = Transforms.log(Transforms.exp(shifted).sum(true, 1), false); // (rows, 1)
    INDArray d = Transforms.exp(shifted.subColumnVector(logSum)); // softmax
    double sum = 0;
    for (int r = 0; r < labels.length; r++) {
      sum += weights[r] * (logSum.getDouble(r, 0) - shifted.getDouble(r, labels[r]));
      d.putScalar(r, labels[r], d.getDouble(r, labels[r]) - 1);
    }
    return new CrossEntropy(sum, d.muliColumnVector(column(weights, logits)));
  }

  @Override
  public CrossEntropy sigmoidCrossEntropy(INDArray logits, INDArray targets, double[] weights) {
    long columns = logits.size(1);
    INDArray w = column(weights, logits).divi(columns); // (rows, 1)
    // softplus(z) = max(z, 0) + log(1 + exp(-|z|)) does not overflow
    INDArray softplus =
        Transforms.log(Transforms.exp(Transforms.abs(logits, true).negi(), false).addi(1), false)
            .addi(Transforms.max(logits, 0.0, true));
    double sum = softplus.sub(logits.mul(targets)).muliColumnVector(w).sumNumber().doubleValue();
    return new CrossEntropy(
        sum, Transforms.sigmoid(logits, true).subi(targets).muliColumnVector(w));
  }

  @Override
  public VocabularyPass vocabularyLoss(
      INDArray x, INDArray table, INDArray bias, int[] ids, boolean keeping, Arena arena) {
    return new Nd4jVocabularyPass(x, table, bias, ids);
  }

  @Override
  public INDArray logProbabilities(INDArray x, INDArray table, INDArray bias) {
    return Nd4jVocabularyPass.logProbabilities(x, table, bias);
  }

  @Override
  public void update(List<Updated> parameters, Update update) {
    for (Updated p : parameters) {
      p.value().muli(p.decay());
      update.apply(p.value(), p.gradient(), p.slots());
    }
  }

  @Override
  public SpatialKernels spatial() {
    return new Nd4jSpatial();
  }

  private static INDArray column(double[] weights, INDArray like) {
    return Nd4j.createFromArray(weights).castTo(like.dataType()).reshape(weights.length, 1);
  }

  /** 1 where a step is real and 0 where it is masked, (batch, 1), at time t. */
  static Optional<INDArray> live(Optional<INDArray> mask, int t, INDArray like) {
    return mask.map(m -> m.getColumn(t).dup().castTo(like.dataType()).reshape(m.size(0), 1));
  }
}
