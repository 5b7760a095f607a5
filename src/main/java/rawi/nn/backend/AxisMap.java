package rawi.nn.backend;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A linear map along one axis, as a sparse matrix (outputs, inputs): each output place is a
 * weighted sum of a few input places. Padding, cropping and resizing are such maps.
 */
public final class AxisMap {
  private static final int SHORT = 24; // numbers: fewer are not worth copying

  private final int inputs;
  private final int[] starts;
  private final int[] sources;
  private final double[] weights;

  private AxisMap(int inputs, int[] starts, int[] sources, double[] weights) {
    this.inputs = inputs;
    this.starts = starts;
    this.sources = sources;
    this.weights = weights;
  }

  /**
   * Output i is a copy of the input that {@code source} names; 0 where it names none of 0 ..
   * inputs-1.
   */
  public static AxisMap copying(int inputs, int outputs, IntUnaryOperator source) {
    int[] starts = new int[outputs + 1];
    int[] sources = new int[outputs];
    int n = 0;
    for (int i = 0; i < outputs; i++) {
      int from = source.applyAsInt(i);
      if (from >= 0 && from < inputs) {
        sources[n++] = from;
      }
      starts[i + 1] = n;
    }
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return new AxisMap(inputs, starts, Arrays.copyOf(sources, n), ones);
  }

  /**
   * Output i is read between input places, at (i + 1/2) inputs / outputs - 1/2: pixels are squares
   * whose centres are compared (half-pixel centres, as in TensorFlow's and Keras's bilinear resize,
   * without antialiasing). Beyond the outermost centres the outermost value stays.
   */
  public static AxisMap bilinear(int inputs, int outputs) {
    int[] starts = new int[outputs + 1];
    int[] sources = new int[2 * outputs];
    double[] weights = new double[2 * outputs];
    int n = 0;
    double scale = (double) inputs / outputs;
    for (int i = 0; i < outputs; i++) {
      double at = Math.min(Math.max((i + 0.5) * scale - 0.5, 0), inputs - 1.0);
      int low = Math.min((int) at, inputs - 1);
      double beyond = at - low;
      sources[n] = low;
      weights[n++] = 1 - beyond;
      if (beyond > 0) {
        sources[n] = low + 1;
        weights[n++] = beyond;
      }
      starts[i + 1] = n;
    }
    return new AxisMap(inputs, starts, Arrays.copyOf(sources, n), Arrays.copyOf(weights, n));
  }

  /** Output i is a copy of the input whose square holds its centre. */
  public static AxisMap nearest(int inputs, int outputs) {
    double scale = (double) inputs / outputs;
    return copying(inputs, outputs, i -> Math.min((int) ((i + 0.5) * scale), inputs - 1));
  }

  /** Every output is the input at its place. */
  public static AxisMap identity(int n) {
    return copying(n, n, i -> i);
  }

  /** The same map reading from {@code first} on within an axis of {@code length} places. */
  public AxisMap within(int first, int length) {
    if (first < 0 || first + inputs > length) {
      throw new IllegalArgumentException(
          "axis: %d places from %d on do not lie within %d".formatted(inputs, first, length));
    }
    int[] moved = Arrays.stream(sources).map(source -> source + first).toArray();
    return new AxisMap(length, starts, moved, weights);
  }

  public int inputs() {
    return inputs;
  }

  public int outputs() {
    return starts.length - 1;
  }

  /** The map of gradients: what output i took from input r, input r gets back from output i. */
  public AxisMap transposed() {
    int[] count = new int[inputs + 1];
    for (int source : sources) {
      count[source + 1]++;
    }
    for (int r = 0; r < inputs; r++) {
      count[r + 1] += count[r];
    }
    int[] next = count.clone();
    int[] from = new int[sources.length];
    double[] w = new double[sources.length];
    for (int i = 0; i < outputs(); i++) {
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        int at = next[sources[k]]++;
        from[at] = i;
        w[at] = weights[k];
      }
    }
    return new AxisMap(outputs(), count, from, w);
  }

  /** The matrix itself, outputs by inputs. */
  public double[][] matrix() {
    double[][] matrix = new double[outputs()][inputs];
    for (int i = 0; i < outputs(); i++) {
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        matrix[i][sources[k]] += weights[k];
      }
    }
    return matrix;
  }

  /**
   * Maps the axis in the middle of x, (outer, inputs, run), to y, (outer, outputs, run), both
   * row-major.
   */
  public void apply(float[] x, float[] y, int outer, int run) {
    float[] read = new float[run];
    float[] sum = new float[run];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < outputs(); i++) {
        int to = (o * outputs() + i) * run;
        if (run < SHORT) {
          Arrays.fill(y, to, to + run, 0);
          for (int k = starts[i]; k < starts[i + 1]; k++) {
            add(x, (o * inputs + sources[k]) * run, (float) weights[k], y, to, run);
          }
        } else {
          Arrays.fill(sum, 0);
          for (int k = starts[i]; k < starts[i + 1]; k++) {
            System.arraycopy(x, (o * inputs + sources[k]) * run, read, 0, run);
            add(read, (float) weights[k], sum);
          }
          System.arraycopy(sum, 0, y, to, run);
        }
      }
    }
  }

  private static void add(float[] x, int from, float weight, float[] y, int to, int n) {
    for (int j = 0; j < n; j++) {
      y[to + j] += weight * x[from + j];
    }
  }

  /** One index for both arrays: this becomes vector code, the other does not. */
  private static void add(float[] x, float weight, float[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += weight * x[j];
    }
  }

  /** The input that each output is a copy of, -1 where it is 0; empty if any is a sum. */
  Optional<int[]> copied() {
    int[] from = new int[outputs()];
    for (int i = 0; i < from.length; i++) {
      int n = starts[i + 1] - starts[i];
      if (n > 1 || (n == 1 && weights[starts[i]] != 1)) {
        return Optional.empty();
      }
      from[i] = n == 0 ? -1 : sources[starts[i]];
    }
    return Optional.of(from);
  }

  /** Whether every output is the input at its place. */
  boolean isIdentity() {
    boolean same = inputs == outputs() && sources.length == inputs;
    for (int k = 0; same && k < sources.length; k++) {
      same = sources[k] == k && weights[k] == 1 && starts[k] == k;
    }
    return same;
  }
}
