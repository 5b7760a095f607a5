package rawi.embeddings.queries;

import rawi.embeddings.Slabs;
import rawi.embeddings.VectorTable;

/** The products of one vector with the rows of a table, slab by slab; for one thread. */
final class SlabProducts {
  private final VectorTable table;
  private final int width;
  private final float[][] tiled; // each quarter of the vector, as often as a slab has rows
  private final float[][] spare;
  private final float[] sums;

  SlabProducts(VectorTable table, float[] vector) {
    Slabs slabs = new Slabs(table.dimensions());
    this.table = table;
    this.width = slabs.width();
    this.tiled = slabs.slab();
    for (int row = 0; row < Slabs.ROWS; row++) {
      slabs.put(vector, tiled, row);
    }
    this.spare = slabs.slab();
    this.sums = new float[slabs.stripLength()];
  }

  /** The products with the rows of a slab. */
  void of(int slab, float[] products) {
    float[][] strips = table.slab(slab, spare);
    first(strips[0], strips[1], tiled[0], tiled[1], sums);
    rest(strips[2], strips[3], tiled[2], tiled[3], sums);
    for (int row = 0; row < Slabs.ROWS; row++) {
      products[row] = sum(row * width, row * width + width);
    }
  }

  private static void first(float[] a, float[] b, float[] x, float[] y, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i] * x[i] + b[i] * y[i];
    }
  }

  private static void rest(float[] a, float[] b, float[] x, float[] y, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += a[i] * x[i] + b[i] * y[i];
    }
  }

  /** Four sums side by side: one alone would wait for each of its additions. */
  private float sum(int from, int to) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += sums[i];
      s1 += sums[i + 1];
      s2 += sums[i + 2];
      s3 += sums[i + 3];
    }
    for (; i < to; i++) {
      s0 += sums[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
