package rawi.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.VarianceScaling.Distribution;
import rawi.nn.VarianceScaling.Fan;

/** Where initial weights come from, under Keras's names. */
public sealed interface Initializer
    permits VarianceScaling,
        Initializer.RandomUniform,
        Initializer.RandomNormal,
        Initializer.TruncatedNormal,
        Initializer.Constant,
        Initializer.Identity,
        Initializer.Orthogonal {
  /** New values of the given shape, drawn from {@code random} in row-major order. */
  INDArray create(DataType type, Gaussian random, long... shape);

  /** U(-l, l), l = sqrt(6 / (fanIn + fanOut)); Glorot and Bengio 2010, equation 16. */
  Initializer GLOROT_UNIFORM = new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM);

  /** N(0, 2 / (fanIn + fanOut)), cut at two standard deviations; Glorot and Bengio 2010. */
  Initializer GLOROT_NORMAL = new VarianceScaling(1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL);

  /** N(0, 2 / fanIn), cut at two standard deviations; He and others 2015, equation 10. */
  Initializer HE_NORMAL = new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL);

  /** U(-l, l), l = sqrt(6 / fanIn); He and others 2015. */
  Initializer HE_UNIFORM = new VarianceScaling(2, Fan.IN, Distribution.UNIFORM);

  /** N(0, 1 / fanIn), cut at two standard deviations; LeCun and others 1998, section 4.6. */
  Initializer LECUN_NORMAL = new VarianceScaling(1, Fan.IN, Distribution.TRUNCATED_NORMAL);

  /** U(-l, l), l = sqrt(3 / fanIn); LeCun and others 1998, section 4.6. */
  Initializer LECUN_UNIFORM = new VarianceScaling(1, Fan.IN, Distribution.UNIFORM);

  /** N(0, 0.05^2), Keras's {@code random_normal}. */
  Initializer RANDOM_NORMAL = new RandomNormal(0, 0.05);

  /** The same, those beyond two standard deviations drawn again: {@code truncated_normal}. */
  Initializer TRUNCATED_NORMAL = new TruncatedNormal(0, 0.05);

  /** U(-0.05, 0.05), Keras's {@code random_uniform}. */
  Initializer RANDOM_UNIFORM = new RandomUniform(-0.05, 0.05);

  /** Rows or columns of length one at right angles; Saxe and others 2014. */
  Initializer ORTHOGONAL = new Orthogonal(1);

  /** One on the diagonal, else zero. */
  Initializer IDENTITY = new Identity(1);

  Initializer ZEROS = new Constant(0);

  Initializer ONES = new Constant(1);

  /** U(minimum, maximum). */
  record RandomUniform(double minimum, double maximum) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.uniform(minimum, maximum);
      }
      return array(values, type, shape);
    }
  }

  /** N(mean, stddev^2). */
  record RandomNormal(double mean, double stddev) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        values[i] = mean + random.next() * stddev;
      }
      return array(values, type, shape);
    }
  }

  /** N(mean, stddev^2), numbers beyond two standard deviations drawn again. */
  record TruncatedNormal(double mean, double stddev) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      double[] values = new double[length(shape)];
      for (int i = 0; i < values.length; i++) {
        double z;
        do {
          z = random.next();
        } while (Math.abs(z) > 2);
        values[i] = mean + z * stddev;
      }
      return array(values, type, shape);
    }
  }

  /** One value everywhere. */
  record Constant(double value) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      return Nd4j.valueArrayOf(shape, value, type);
    }
  }

  /** {@code gain} on the diagonal of a matrix, else zero. */
  record Identity(double gain) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      if (shape.length != 2) {
        throw new IllegalArgumentException(
            "identity: expected the shape of a matrix, got rank " + shape.length);
      }
      double[] values = new double[length(shape)];
      for (int i = 0; i < Math.min(shape[0], shape[1]); i++) {
        values[i * (int) shape[1] + i] = gain;
      }
      return array(values, type, shape);
    }
  }

  /**
   * {@code gain} times a random matrix made orthogonal, as if of the QR decomposition of a normal
   * one; of a higher rank, all axes but the last are the rows.
   */
  record Orthogonal(double gain) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      if (shape.length < 2) {
        throw new IllegalArgumentException(
            "orthogonal: expected at least two axes, got " + shape.length);
      }
      int columns = (int) shape[shape.length - 1];
      int rows = length(shape) / columns;
      int length = Math.max(rows, columns);
      int count = Math.min(rows, columns);
      double[][] basis = new double[count][length];
      for (int i = 0; i < count; i++) {
        fillOrthogonal(basis, i, random);
      }
      double[] values = new double[rows * columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          values[r * columns + c] = gain * (rows < columns ? basis[r][c] : basis[c][r]);
        }
      }
      return array(values, type, shape);
    }

    /** Gram and Schmidt, the second pass for what rounding left over. */
    private static void fillOrthogonal(double[][] basis, int i, Gaussian random) {
      double[] v = basis[i];
      for (int j = 0; j < v.length; j++) {
        v[j] = random.next();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          double dot = dot(v, basis[k]);
          for (int j = 0; j < v.length; j++) {
            v[j] -= dot * basis[k][j];
          }
        }
      }
      double norm = Math.sqrt(dot(v, v));
      for (int j = 0; j < v.length; j++) {
        v[j] /= norm;
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int j = 0; j < a.length; j++) {
        sum += a[j] * b[j];
      }
      return sum;
    }
  }

  private static int length(long... shape) {
    long n = 1;
    for (long s : shape) {
      n = Math.multiplyExact(n, s);
    }
    return Math.toIntExact(n);
  }

  private static INDArray array(double[] values, DataType type, long... shape) {
    INDArray a = Nd4j.createFromArray(values).reshape(shape);
    return a.dataType() == type ? a : a.castTo(type);
  }
}
