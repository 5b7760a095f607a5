package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/**
 * One step of a single sequence for some of the units, forward only: products in plain Java, whose
 * right factors are the columns of these units, copied to where the loops can read them.
 */
final class CpuVectorStep implements CpuStep {
  private final CpuCell cell;
  private final int units;
  private final int first; // of the units
  private final int n; // of them
  private final int[] group; // where the blocks of each factor begin; at the end the last's end
  private final float[][][] rows; // of each factor's blocks: (units of h) times (blocks * n)
  private final float[][] sums; // of each factor's blocks, side by side
  private final float[][] planes; // (n) each
  private final float[][] states; // (n) each
  private final float[] spare;
  private float[] h; // of all units, before the step

  /** Allocates; {@link #layOut} copies the weights. */
  CpuVectorStep(CpuLayer layer, int first, int n, Arena arena) {
    this.cell = layer.cell();
    this.units = layer.units();
    this.first = first;
    this.n = n;
    this.h = new float[0];
    this.group = groups(cell, layer.gates());
    this.rows = new float[cell.factors()][units][];
    this.sums = new float[cell.factors()][];
    for (int i = 0; i < rows.length; i++) {
      int width = width(i);
      for (int k = 0; k < units; k++) {
        rows[i][k] = arena.floats(width);
      }
      sums[i] = arena.floats(width);
    }
    this.planes =
        IntStream.range(0, cell.planes()).mapToObj(p -> arena.floats(n)).toArray(float[][]::new);
    this.states =
        IntStream.range(0, layer.states()).mapToObj(i -> arena.floats(n)).toArray(float[][]::new);
    this.spare = arena.floats(n);
  }

  /** The blocks of one factor stand together. */
  private static int[] groups(CpuCell cell, int gates) {
    int[] group = new int[cell.factors() + 1];
    for (int k = 0; k < gates; k++) {
      group[cell.factor(k) + 1] = k + 1;
    }
    return group;
  }

  private int width(int i) {
    return (group[i + 1] - group[i]) * n;
  }

  /** Copies the recurrent kernel's columns of these units. */
  void layOut(FloatBuffer recurrent, int columns) {
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < units; k++) {
        for (int block = group[i]; block < group[i + 1]; block++) {
          int at = k * columns + block * units + first;
          recurrent.get(at, rows[i][k], (block - group[i]) * n, n);
        }
      }
    }
  }

  /**
   * Goes to a step.
   *
   * @param z what the input adds to each plane of all units, from {@code at} on, planes side by
   *     side
   * @param before h of all units before the step
   */
  void at(FloatBuffer z, int at, float[] before) {
    h = before;
    int blocks = group[rows.length];
    for (int p = 0, i = 0; p < planes.length; p++) {
      if (p >= blocks) {
        z.get(at + p * units + first, planes[p], 0, n);
      } else {
        i += p == group[i + 1] ? 1 : 0;
        z.get(at + p * units + first, sums[i], (p - group[i]) * n, n);
      }
    }
  }

  int first() {
    return first;
  }

  @Override
  public int length() {
    return n;
  }

  @Override
  public float[] state(int i) {
    return states[i];
  }

  @Override
  public float[] spare() {
    return spare;
  }

  /** There is none without training. */
  @Override
  public float[] dropped(float[] values) {
    return values;
  }

  /** Where these are not all units, the values are known to be h, and all of h is needed. */
  @Override
  public void multiply(int i, float[] values, int from, int to) {
    RowProduct.add(n == units ? values : h, rows[i], 0, units, sums[i], (to - from) * n);
  }

  @Override
  public float[] sums(int p) {
    if (p < group[rows.length]) {
      int i = 0;
      while (p >= group[i + 1]) {
        i++;
      }
      System.arraycopy(sums[i], (p - group[i]) * n, planes[p], 0, n);
    }
    return planes[p];
  }

  @Override
  public void keep(int i, float[] values) {}
}
