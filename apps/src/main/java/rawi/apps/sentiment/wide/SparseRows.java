package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A matrix (rows, width) of which few elements are not 0, row by row.
 *
 * @param starts where each row begins in the two others, and where the last one ends
 * @param columns of the elements
 * @param values of the elements
 * @param width number of columns
 */
record SparseRows(int[] starts, int[] columns, float[] values, int width) {

  /** The rows of a matrix of that width. */
  static SparseRows of(List<SparseRow> rows, int width) {
    int[] starts = new int[rows.size() + 1];
    for (int i = 0; i < rows.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], rows.get(i).columns().length);
    }
    int[] columns = new int[starts[rows.size()]];
    float[] values = new float[columns.length];
    for (int i = 0; i < rows.size(); i++) {
      SparseRow row = rows.get(i);
      System.arraycopy(row.columns(), 0, columns, starts[i], row.columns().length);
      System.arraycopy(row.values(), 0, values, starts[i], row.values().length);
    }
    return new SparseRows(starts, columns, values, width);
  }

  int rows() {
    return starts.length - 1;
  }

  /** Of row {@code i} and the stretch of {@code vector} that begins at {@code from}. */
  double dot(int i, double[] vector, int from) {
    double sum = 0;
    for (int e = starts[i]; e < starts[i + 1]; e++) {
      sum += values[e] * vector[from + columns[e]];
    }
    return sum;
  }

  /** Some of the rows, in the given order. */
  SparseRows select(int[] chosen) {
    int[] begins = new int[chosen.length + 1];
    for (int i = 0; i < chosen.length; i++) {
      begins[i + 1] = begins[i] + starts[chosen[i] + 1] - starts[chosen[i]];
    }
    int[] theirColumns = new int[begins[chosen.length]];
    float[] theirValues = new float[theirColumns.length];
    for (int i = 0; i < chosen.length; i++) {
      int from = starts[chosen[i]];
      int length = begins[i + 1] - begins[i];
      System.arraycopy(columns, from, theirColumns, begins[i], length);
      System.arraycopy(values, from, theirValues, begins[i], length);
    }
    return new SparseRows(begins, theirColumns, theirValues, width);
  }

  /** In how many rows each column stands. */
  int[] counts() {
    int[] counts = new int[width];
    for (int column : columns) {
      counts[column]++;
    }
    return counts;
  }

  /** These rows without the elements of some columns. */
  SparseRows without(BitSet left) {
    int[] begins = new int[starts.length];
    int[] theirColumns = new int[columns.length];
    float[] theirValues = new float[columns.length];
    int at = 0;
    for (int i = 0; i < rows(); i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        if (!left.get(columns[e])) {
          theirColumns[at] = columns[e];
          theirValues[at++] = values[e];
        }
      }
      begins[i + 1] = at;
    }
    return new SparseRows(
        begins, Arrays.copyOf(theirColumns, at), Arrays.copyOf(theirValues, at), width);
  }

  /** The columns as rows, whose elements are in the order of the rows here. */
  SparseRows transposed() {
    int[] begins = new int[width + 1];
    for (int column : columns) {
      begins[column + 1]++;
    }
    for (int c = 0; c < width; c++) {
      begins[c + 1] += begins[c];
    }
    int[] next = Arrays.copyOf(begins, width);
    int[] theirs = new int[columns.length];
    float[] turned = new float[columns.length];
    for (int i = 0; i < rows(); i++) {
      for (int e = starts[i]; e < starts[i + 1]; e++) {
        int at = next[columns[e]]++;
        theirs[at] = i;
        turned[at] = values[e];
      }
    }
    return new SparseRows(begins, theirs, turned, rows());
  }
}
