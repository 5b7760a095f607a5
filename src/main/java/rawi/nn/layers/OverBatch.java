package rawi.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.ColumnMoments;
import rawi.nn.backend.ColumnSums;

/** A built {@link BatchNormalization}; inside, features are the columns of a matrix. */
record OverBatch(
    BatchNormalization spec,
    int axis,
    Affine affine,
    Parameter movingMean,
    Parameter movingVariance)
    implements Layer {
  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(affine.parameters());
    all.add(movingMean);
    all.add(movingVariance);
    return all;
  }

  @Override
  public Pass forward(Signal in, Context context) {
    MovedAxes moved = new MovedAxes(in.values(), axis);
    INDArray x = moved.matrix(in.values()); // (rows, features)
    Optional<INDArray> real = realRows(in, context);
    boolean gather =
        context.training()
            && !movingMean.frozen()
            && real.map(r -> r.sumNumber().doubleValue() > 0).orElse(true);
    ColumnMoments moments =
        gather
            ? gathered(context.kernels().columnMoments(x, real))
            : new ColumnMoments(movingMean.value(), movingVariance.value());
    INDArray inverse = Transforms.pow(moments.variance().add(spec.epsilon()), -0.5, false);
    INDArray scale = affine.scale(x, x.size(1)).mul(inverse); // y = x scale + shift
    INDArray shift = affine.shift(x, x.size(1)).sub(moments.mean().mul(scale));
    INDArray y = moved.back(context.kernels().scaleShift(x, scale, shift));
    Sample sample = new Sample(x, moments.mean(), inverse, scale, gather, real);
    return new Pass(
        new Signal(y, in.mask(), in.differentiable() || affine.trainable()),
        dy -> back(sample, moved.matrix(dy), in.differentiable(), context).map(moved::back));
  }

  /**
   * What backward needs of the forward pass.
   *
   * @param gathered whether mean and variance are those of the batch
   * @param real 1 for each row that counts in them, else 0; absent: all do
   */
  private record Sample(
      INDArray x,
      INDArray mean,
      INDArray inverse,
      INDArray scale,
      boolean gathered,
      Optional<INDArray> real) {
    /** How many rows count. */
    double count() {
      return real.map(r -> r.sumNumber().doubleValue()).orElse((double) x.size(0));
    }
  }

  /** The moving ones follow those of the batch. */
  private ColumnMoments gathered(ColumnMoments batch) {
    double keep = spec.momentum();
    movingMean.value().muli(keep).addi(batch.mean().mul(1 - keep));
    movingVariance.value().muli(keep).addi(batch.variance().mul(1 - keep));
    return batch;
  }

  /**
   * With n = (x - mean) inverse, and w what each row counts for in the mean (0 where the mean is
   * fixed):
   *
   * <pre>
   * dbeta = sum dy    dgamma = sum dy n
   * dx = gamma inverse (dy - w (dbeta + n dgamma))
   * </pre>
   */
  private Optional<INDArray> back(Sample s, INDArray dy, boolean inputWanted, Context context) {
    ColumnSums sums = context.kernels().columnSums(dy, s.x);
    INDArray dBeta = sums.ofD();
    INDArray dGamma = sums.ofProducts().sub(s.mean.mul(dBeta)).muli(s.inverse);
    affine.accumulate(dGamma, dBeta);
    if (!inputWanted) {
      return Optional.empty();
    }
    if (!s.gathered) {
      return Optional.of(context.kernels().scaleShift(dy, s.scale, s.scale.mul(0)));
    }
    // of x; both by the weight of a row, which is 1 / count or 0
    INDArray slope = dGamma.mul(s.inverse).muli(s.scale).negi().divi(s.count());
    INDArray constant = dBeta.mul(s.scale).negi().divi(s.count()).subi(slope.mul(s.mean));
    return Optional.of(context.kernels().combineColumns(dy, s.scale, s.x, slope, constant, s.real));
  }

  /** 1 for each row that is real, else 0; empty: all are, or nothing is gathered. */
  private Optional<INDArray> realRows(Signal in, Context context) {
    if (!context.training() || in.mask().isEmpty()) {
      return Optional.empty();
    }
    INDArray x = in.values();
    INDArray mask = in.mask().get();
    if (axis != x.rank() - 1 || x.rank() < 3) {
      throw new IllegalArgumentException(
          "BatchNormalization: a mask needs (batch, time, ..., features) and axis -1, got axis %d"
              .formatted(axis));
    }
    long repeated = x.length() / x.size(axis) / mask.length();
    return Optional.of(
        mask.castTo(x.dataType())
            .reshape('c', mask.length(), 1)
            .broadcast(mask.length(), repeated)
            .reshape(mask.length() * repeated));
  }
}
