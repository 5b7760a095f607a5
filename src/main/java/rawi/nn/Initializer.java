package rawi.nn;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where initial weights come from, under Keras's names. fanIn and fanOut of a matrix are its two
 * sizes; of a convolution kernel, those times the receptive field.
 */
public sealed interface Initializer {
  /** New values of the given shape, drawn from {@code random} in row-major order. */
  INDArray create(DataType type, Gaussian random, long... shape);

  /** U(-l, l), l = sqrt(6 / (fanIn + fanOut)); Glorot and Bengio 2010, equation 16. */
  Initializer GLOROT_UNIFORM = new Scaled("glorot_uniform");

  /** N(0, 2 / fanIn), cut at two standard deviations; He and others 2015, equation 10. */
  Initializer HE_NORMAL = new Scaled("he_normal");

  /** U(-l, l), l = sqrt(6 / fanIn); He and others 2015. */
  Initializer HE_UNIFORM = new Scaled("he_uniform");

  /** Rows or columns of length one at right angles; Saxe and others 2014. */
  Initializer ORTHOGONAL = new Orthogonal();

  Initializer ZEROS = new Constant(0);

  Initializer ONES = new Constant(1);

  /** The initializers whose spread depends on the fans. */
  record Scaled(String name) implements Initializer {
    /** Keras draws the cut normal with this correction, so that its variance stays as named. */
    private static final double CUT_NORMAL_STDDEV = 0.8796256610342398;

    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      double field = 1;
      for (int i = 0; i < shape.length - 2; i++) {
        field *= shape[i];
      }
      double fanOut = shape[shape.length - 1] * field;
      double fanIn = shape.length == 1 ? shape[0] : shape[shape.length - 2] * field;
      double[] values = new double[length(shape)];
      switch (name) {
        case "glorot_uniform" -> uniform(values, random, Math.sqrt(6 / (fanIn + fanOut)));
        case "he_uniform" -> uniform(values, random, Math.sqrt(6 / fanIn));
        case "he_normal" -> cutNormal(values, random, Math.sqrt(2 / fanIn) / CUT_NORMAL_STDDEV);
        default -> throw new IllegalArgumentException("unknown initializer " + name);
      }
      return array(values, type, shape);
    }

    private static void uniform(double[] values, Gaussian random, double limit) {
      for (int i = 0; i < values.length; i++) {
        values[i] = random.uniform(-limit, limit);
      }
    }

    private static void cutNormal(double[] values, Gaussian random, double stddev) {
      for (int i = 0; i < values.length; i++) {
        double z;
        do {
          z = random.next();
        } while (Math.abs(z) > 2);
        values[i] = z * stddev;
      }
    }
  }

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

  /** One value everywhere. */
  record Constant(double value) implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      return Nd4j.valueArrayOf(shape, value, type);
    }
  }

  /** A random matrix made orthogonal, as if of the QR decomposition of a normal one. */
  record Orthogonal() implements Initializer {
    @Override
    public INDArray create(DataType type, Gaussian random, long... shape) {
      int rows = (int) shape[0];
      int columns = (int) shape[1];
      int length = Math.max(rows, columns);
      int count = Math.min(rows, columns);
      double[][] basis = new double[count][length];
      for (int i = 0; i < count; i++) {
        fillOrthogonal(basis, i, random);
      }
      double[] values = new double[rows * columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          values[r * columns + c] = rows < columns ? basis[r][c] : basis[c][r];
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
