package rawi.nn;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/**
 * The gradient of a table (rows, dim) of which only some rows were touched: those rows and one
 * dense array with their gradients, in the order in which they were first touched.
 */
public final class RowGradient {
  private static final int UNTOUCHED = -1;

  private final int[] slotOfRow;
  private final long dim;
  private int[] rows = new int[64];
  private int size;
  private INDArray table; // (capacity, dim), zero beyond size

  RowGradient(INDArray value) {
    this.slotOfRow = new int[Math.toIntExact(value.size(0))];
    Arrays.fill(slotOfRow, UNTOUCHED);
    this.dim = value.size(1);
    this.table = Arena.outside(() -> Nd4j.zeros(value.dataType(), rows.length, dim));
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The rows touched, each once. */
  public int[] rows() {
    return Arrays.copyOf(rows, size);
  }

  /** Their gradients, (rows().length, dim); a view, empty if no row was touched. */
  public INDArray values() {
    return size == 0
        ? Nd4j.empty(table.dataType())
        : table.get(NDArrayIndex.interval(0, size), NDArrayIndex.all());
  }

  void accumulate(int[] ids, INDArray d, Kernels kernels) {
    int[] slots = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      slots[i] = slot(ids[i]);
    }
    if (size > table.size(0)) {
      grow();
    }
    kernels.scatterAdd(table, slots, d);
  }

  private int slot(int row) {
    if (slotOfRow[row] == UNTOUCHED) {
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
      }
      slotOfRow[row] = size;
      rows[size++] = row;
    }
    return slotOfRow[row];
  }

  private void grow() {
    INDArray larger = Arena.outside(() -> Nd4j.zeros(table.dataType(), rows.length, dim));
    larger.get(NDArrayIndex.interval(0, table.size(0)), NDArrayIndex.all()).assign(table);
    table.close();
    table = larger;
  }

  /** Adds these rows to a dense gradient and forgets them. */
  void moveTo(INDArray dense) {
    for (int i = 0; i < size; i++) {
      dense.getRow(rows[i]).addi(table.getRow(i));
    }
    clear();
  }

  void clear() {
    if (size > 0) {
      values().assign(0);
    }
    for (int i = 0; i < size; i++) {
      slotOfRow[rows[i]] = UNTOUCHED;
    }
    size = 0;
  }
}
