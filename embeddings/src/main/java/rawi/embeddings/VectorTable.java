package rawi.embeddings;

import java.util.ArrayList;
import java.util.List;

/** float32 rows in {@link Slabs}, in memory or mapped from a file. Immutable. */
public interface VectorTable {
  int rows();

  int dimensions();

  /** Copies a row. */
  void copyRow(int row, float[] to);

  /**
   * The strips of a slab, only to be read: arrays of this table or, where it has none, {@code
   * spare} filled with them.
   */
  float[][] slab(int index, float[][] spare);

  /** A table in memory that grows by rows until it is built. */
  final class Builder {
    private final Slabs slabs;
    private final List<float[][]> made = new ArrayList<>();
    private int rows;

    public Builder(int dimensions) {
      this.slabs = new Slabs(dimensions);
    }

    /** Appends a copy of {@code row}. */
    public Builder add(float[] row) {
      if (row.length != slabs.dimensions()) {
        throw new IllegalArgumentException(
            "expected a row of %d numbers, got %d".formatted(slabs.dimensions(), row.length));
      }
      if (rows % Slabs.ROWS == 0) {
        made.add(slabs.slab());
      }
      slabs.put(row, made.get(made.size() - 1), rows % Slabs.ROWS);
      rows++;
      return this;
    }

    /** The table; nothing may be added after it. */
    public VectorTable build() {
      return new InMemory(slabs, rows, made.toArray(float[][][]::new));
    }
  }

  /** Slabs on the Java heap. */
  record InMemory(Slabs slabs, int rows, float[][][] data) implements VectorTable {
    @Override
    public int dimensions() {
      return slabs.dimensions();
    }

    @Override
    public void copyRow(int row, float[] to) {
      slabs.get(data[row / Slabs.ROWS], row % Slabs.ROWS, to);
    }

    @Override
    public float[][] slab(int index, float[][] spare) {
      return data[index];
    }
  }
}
