package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Signal;

class TensorDatasetTest {
  /** Row i of each array is full of i. */
  private static INDArray counting(DataType type, long... shape) {
    INDArray a = Nd4j.create(type, shape);
    for (long i = 0; i < a.length(); i++) {
      int row = (int) (i / (a.length() / shape[0]));
      a.putScalar(i, row);
    }
    return a;
  }

  private static final TensorDataset DATA =
      TensorDataset.of(
              List.of(
                  Signal.of(counting(DataType.FLOAT, 7, 2, 3), counting(DataType.FLOAT, 7, 2)),
                  Signal.of(counting(DataType.INT32, 7, 4))),
              List.of(
                  Target.of(counting(DataType.INT32, 7))
                      .withWeights(Optional.of(counting(DataType.FLOAT, 7)))))
          .withBatch(3);

  private static List<Integer> rows(TensorDataset data, int epoch) {
    List<Integer> rows = new ArrayList<>();
    for (Batch batch : data.epoch(epoch)) {
      try (batch) {
        Target target = batch.targets().get(0);
        for (int r = 0; r < batch.size(); r++) {
          int row = target.values().getInt(r);
          rows.add(row);
          Signal first = batch.inputs().get(0);
          assertEquals(row, first.values().getDouble(r, 1, 2));
          assertEquals(row, first.mask().orElseThrow().getDouble(r, 1));
          assertEquals(row, batch.inputs().get(1).values().getInt(r, 3));
          assertEquals(row, target.weights().orElseThrow().getDouble(r));
        }
      }
    }
    return rows;
  }

  @Test
  @DisplayName("rows of all arrays stay together and come in order; the last batch is what is left")
  void inOrder() {
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), rows(DATA, 1));
    List<Integer> sizes = new ArrayList<>();
    DATA.epoch(1).forEach(b -> sizes.add(b.size()));
    assertEquals(List.of(3, 3, 1), sizes);
    assertEquals(
        DataType.INT32, DATA.epoch(1).iterator().next().inputs().get(1).values().dataType());
  }

  @Test
  @DisplayName("shuffled, each epoch has every row once, in an order of its own that is repeatable")
  void shuffled() {
    TensorDataset data = DATA.shuffled(5);
    List<Integer> first = rows(data, 1);
    assertEquals(first, rows(data, 1));
    assertNotEquals(first, rows(data, 2));
    assertNotEquals(first, rows(DATA.shuffled(6), 1));
    List<Integer> sorted = new ArrayList<>(first);
    Collections.sort(sorted);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), sorted);
  }

  @Test
  @DisplayName("arrays of different length are refused by name")
  void refusals() {
    assertEquals(
        "target 1: expected a row for each of 7 examples, got shape (6)",
        assertThrows(
                IllegalArgumentException.class,
                () -> TensorDataset.of(Nd4j.zeros(7, 2), Nd4j.zeros(6)))
            .getMessage());
    assertEquals(
        "batch: expected at least 1, got 0",
        assertThrows(IllegalArgumentException.class, () -> DATA.withBatch(0)).getMessage());
  }
}
