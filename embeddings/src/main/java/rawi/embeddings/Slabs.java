package rawi.embeddings;

/**
 * How the rows of a table lie in memory and in files: in slabs of 64 rows, and each slab in four
 * strips, each of which has a quarter of the columns of all 64 rows, row after row. The last
 * quarter may be filled up with zero columns, the last slab with zero rows.
 *
 * <pre>
 * slab 0   strip 0: row 0, columns 0 .. w-1 | row 1, columns 0 .. w-1 | ... | row 63
 *          strip 1: row 0, columns w .. 2w-1 | ...
 *          strip 2, strip 3
 * slab 1   rows 64 to 127
 * </pre>
 *
 * <p>So the products of a slab's rows with one vector are loops in which all arrays share one
 * index, which is the form that Java's compiler turns into vector code: the four strips times the
 * vector's quarters repeated 64 times add up to a quarter of the numbers, and only those are left
 * to be summed one by one.
 *
 * @param dimensions columns of the table
 */
public record Slabs(int dimensions) {
  /** Rows of a slab. */
  public static final int ROWS = 64;

  /** Strips of a slab. */
  public static final int STRIPS = 4;

  public Slabs {
    if (dimensions < 1) {
      throw new IllegalArgumentException("expected at least 1 dimension, got " + dimensions);
    }
  }

  /** How many slabs hold so many rows. */
  public static int count(long rows) {
    return Math.toIntExact((rows + ROWS - 1) / ROWS);
  }

  /** Columns of a strip. */
  public int width() {
    return (dimensions + STRIPS - 1) / STRIPS;
  }

  /** Numbers in a strip. */
  public int stripLength() {
    return ROWS * width();
  }

  /** A slab of zeros. */
  public float[][] slab() {
    return new float[STRIPS][stripLength()];
  }

  /** Puts a row in its place. */
  public void put(float[] row, float[][] slab, int place) {
    int width = width();
    for (int strip = 0; strip < STRIPS; strip++) {
      int from = Math.min(dimensions, strip * width);
      int to = Math.min(dimensions, from + width);
      System.arraycopy(row, from, slab[strip], place * width, to - from);
    }
  }

  /** The row at a place. */
  public void get(float[][] slab, int place, float[] row) {
    int width = width();
    for (int strip = 0; strip < STRIPS; strip++) {
      int from = Math.min(dimensions, strip * width);
      int to = Math.min(dimensions, from + width);
      System.arraycopy(slab[strip], place * width, row, from, to - from);
    }
  }
}
