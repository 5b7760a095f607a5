package rawi.nn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sequences of ids with a class each, padded with id 0 to the longest of their batch.
 *
 * <p>In training the order is shuffled anew each epoch, by the seed and the epoch's number alone;
 * then, within windows of some batches, sequences of like length are brought together, and the
 * batches shuffled: little padding, still a random order.
 */
public final class SequenceDataset implements Dataset {
  private static final int WINDOW = 16; // batches that lengths are sorted within

  private final List<int[]> sequences;
  private final int[] labels;
  private final Optional<double[]> weights;
  private final int batchSize;
  private final Optional<Long> shuffleSeed;

  private SequenceDataset(
      List<int[]> sequences,
      int[] labels,
      Optional<double[]> weights,
      int batchSize,
      Optional<Long> shuffleSeed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + batchSize);
    }
    requireOneEach("labels", labels.length, sequences.size());
    weights.ifPresent(w -> requireOneEach("weights", w.length, sequences.size()));
    this.sequences = List.copyOf(sequences);
    this.labels = labels.clone();
    this.weights = weights;
    this.batchSize = batchSize;
    this.shuffleSeed = shuffleSeed;
  }

  private static void requireOneEach(String what, int got, int sequences) {
    if (got != sequences) {
      throw new IllegalArgumentException(
          "%s: expected one for each of %d sequences, got %d".formatted(what, sequences, got));
    }
  }

  /** For training: shuffled. {@code weights}: what each example counts for. */
  public static SequenceDataset shuffled(
      List<int[]> sequences, int[] labels, double[] weights, int batchSize, long seed) {
    return new SequenceDataset(
        sequences, labels, Optional.of(weights.clone()), batchSize, Optional.of(seed));
  }

  /** For evaluation: as they stand. */
  public static SequenceDataset inOrder(List<int[]> sequences, int[] labels, int batchSize) {
    return new SequenceDataset(sequences, labels, Optional.empty(), batchSize, Optional.empty());
  }

  @Override
  public int examples() {
    return sequences.size();
  }

  @Override
  public Optional<String> breaksStates() {
    return Optional.of("each of these sequences is in one batch; use ChunkedDataset");
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    List<List<Integer>> plan = plan(epoch);
    return () -> plan.stream().map(this::batch).iterator();
  }

  private List<List<Integer>> plan(int epoch) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      order.add(i);
    }
    if (shuffleSeed.isEmpty()) {
      return cut(order, batchSize);
    }
    Random random = new Random(shuffleSeed.get() * 1_000_003 + epoch);
    Collections.shuffle(order, random);
    List<List<Integer>> batches = new ArrayList<>();
    for (List<Integer> window : cut(order, batchSize * WINDOW)) {
      List<Integer> sorted = new ArrayList<>(window);
      sorted.sort(Comparator.comparingInt(i -> sequences.get(i).length));
      batches.addAll(cut(sorted, batchSize));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  private static List<List<Integer>> cut(List<Integer> all, int size) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(List.copyOf(all.subList(from, Math.min(all.size(), from + size))));
    }
    return parts;
  }

  private Batch batch(List<Integer> members) {
    int n = members.size();
    int time = Math.max(1, members.stream().mapToInt(i -> sequences.get(i).length).max().orElse(1));
    int[][] ids = new int[n][];
    int[] classes = new int[n];
    float[] share = new float[n];
    for (int r = 0; r < n; r++) {
      int i = members.get(r);
      ids[r] = Arrays.copyOf(sequences.get(i), time);
      classes[r] = labels[i];
      share[r] = weights.map(w -> (float) w[i]).orElse(1f);
    }
    Batch batch =
        new Batch(
            Nd4j.createFromArray(ids),
            Nd4j.createFromArray(classes),
            weights.map(w -> Nd4j.createFromArray(share)));
    return batch.ofRows(members);
  }
}
