package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SequenceDatasetTest {
  private static final int EXAMPLES = 101;
  private static final int BATCH = 4;

  /** Sequence i begins with i + 1 and has length 1 to 30; its class is i % 7, its weight i. */
  private static List<int[]> sequences() {
    Random random = new Random(5);
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      int[] s = new int[1 + random.nextInt(30)];
      Arrays.fill(s, i + 1);
      all.add(s);
    }
    return all;
  }

  private static int[] labels() {
    int[] labels = new int[EXAMPLES];
    Arrays.setAll(labels, i -> i % 7);
    return labels;
  }

  private static SequenceDataset shuffled(long seed) {
    double[] weights = new double[EXAMPLES];
    Arrays.setAll(weights, i -> i);
    return SequenceDataset.shuffled(sequences(), labels(), weights, BATCH, seed);
  }

  /** Each batch as its rows, first ids only. */
  private static List<List<Integer>> firstIds(Dataset data, int epoch) {
    List<List<Integer>> all = new ArrayList<>();
    for (Batch batch : data.epoch(epoch)) {
      try (batch) {
        List<Integer> rows = new ArrayList<>();
        for (int r = 0; r < batch.size(); r++) {
          rows.add(batch.input().getInt(r, 0));
        }
        all.add(rows);
      }
    }
    return all;
  }

  @Test
  @DisplayName("one epoch gives the same batches each time, also from another object")
  void repeatable() {
    assertEquals(firstIds(shuffled(3), 2), firstIds(shuffled(3), 2));
    Iterable<Batch> once = shuffled(3).epoch(2);
    assertEquals(firstIds(shuffled(3), 2).size(), count(once));
    assertEquals(count(once), count(once));
  }

  private static int count(Iterable<Batch> batches) {
    int n = 0;
    for (Batch batch : batches) {
      batch.close();
      n++;
    }
    return n;
  }

  @Test
  @DisplayName("another epoch or another seed gives another order")
  void otherOrders() {
    assertNotEquals(firstIds(shuffled(3), 1), firstIds(shuffled(3), 2));
    assertNotEquals(firstIds(shuffled(3), 1), firstIds(shuffled(4), 1));
  }

  @Test
  @DisplayName("every example comes exactly once an epoch, in batches of the size asked for")
  void everyExampleOnce() {
    for (int epoch = 1; epoch <= 3; epoch++) {
      List<List<Integer>> batches = firstIds(shuffled(3), epoch);
      List<Integer> all = batches.stream().flatMap(List::stream).toList();
      assertEquals(EXAMPLES, all.size());
      assertEquals(EXAMPLES, new HashSet<>(all).size());
      assertEquals(1, batches.stream().filter(b -> b.size() != BATCH).count());
      assertEquals(1, batches.stream().filter(b -> b.size() == EXAMPLES % BATCH).count());
    }
  }

  @Test
  @DisplayName("ids are followed by zeros up to the longest of the batch; class and weight belong")
  void padding() {
    List<int[]> sequences = sequences();
    for (Batch batch : shuffled(3).epoch(1)) {
      try (batch) {
        int longest = 0;
        for (int r = 0; r < batch.size(); r++) {
          int id = batch.input().getInt(r, 0);
          int length = sequences.get(id - 1).length;
          longest = Math.max(longest, length);
          for (int t = 0; t < batch.input().size(1); t++) {
            assertEquals(t < length ? id : 0, batch.input().getInt(r, t));
          }
          assertEquals((id - 1) % 7, batch.target().getInt(r));
          assertEquals(id - 1, batch.targets().get(0).weights().orElseThrow().getDouble(r));
        }
        assertEquals(longest, batch.input().size(1));
      }
    }
  }

  @Test
  @DisplayName("sorting within windows leaves little padding")
  void littlePadding() {
    int ids = sequences().stream().mapToInt(s -> s.length).sum();
    assertTrue(places(shuffled(3)) < 1.25 * ids);
    assertFalse(places(SequenceDataset.inOrder(sequences(), labels(), BATCH)) < 1.25 * ids);
  }

  private static long places(Dataset data) {
    long places = 0;
    for (Batch batch : data.epoch(1)) {
      try (batch) {
        places += batch.input().length();
      }
    }
    return places;
  }

  @Test
  @DisplayName("for evaluation examples keep their order and count alike")
  void inOrder() {
    SequenceDataset data = SequenceDataset.inOrder(sequences(), labels(), BATCH);
    List<Integer> all = firstIds(data, 0).stream().flatMap(List::stream).toList();
    for (int i = 0; i < EXAMPLES; i++) {
      assertEquals(i + 1, all.get(i));
    }
    assertEquals(EXAMPLES, data.examples());
    try (Batch batch = data.epoch(0).iterator().next()) {
      assertTrue(batch.targets().get(0).weights().isEmpty());
    }
  }

  @Test
  @DisplayName("a sequence without ids becomes padding alone")
  void emptySequence() {
    SequenceDataset data = SequenceDataset.inOrder(List.of(new int[0]), new int[] {1}, 8);
    try (Batch batch = data.epoch(0).iterator().next()) {
      assertEquals(1, batch.input().length());
      assertEquals(0, batch.input().getInt(0, 0));
    }
  }

  @Test
  @DisplayName("too few labels or weights and a batch of 0 are refused in one line")
  void refusals() {
    List<int[]> two = List.of(new int[] {1}, new int[] {2});
    int[] labels = {0, 1};
    assertEquals(
        "batch: expected at least 1, got 0",
        refused(() -> SequenceDataset.inOrder(two, labels, 0)));
    assertEquals(
        "labels: expected one for each of 2 sequences, got 1",
        refused(() -> SequenceDataset.inOrder(two, new int[1], 8)));
    assertEquals(
        "weights: expected one for each of 2 sequences, got 3",
        refused(() -> SequenceDataset.shuffled(two, labels, new double[3], 8, 1)));
  }

  private static String refused(Runnable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }
}
