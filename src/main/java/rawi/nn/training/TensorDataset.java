package rawi.nn.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;
import rawi.nn.Signal;

/**
 * Examples that lie in arrays, one a row. Without {@link #shuffled} they come in their order, which
 * is what evaluation wants.
 */
public final class TensorDataset implements Dataset {
  private static final int BATCH = 32; // Keras's default

  private final List<Signal> inputs;
  private final List<Target> targets;
  private final int batchSize;
  private final boolean whole; // batches only
  private final Optional<Long> shuffleSeed;

  private TensorDataset(
      List<Signal> inputs,
      List<Target> targets,
      int batchSize,
      boolean whole,
      Optional<Long> shuffleSeed) {
    this.inputs = inputs;
    this.targets = targets;
    this.batchSize = batchSize;
    this.whole = whole;
    this.shuffleSeed = shuffleSeed;
  }

  /** For a model with one input and one output; batches of 32. */
  public static TensorDataset of(INDArray inputs, INDArray targets) {
    return of(List.of(Signal.of(inputs)), List.of(Target.of(targets)));
  }

  /**
   * For any model; batches of 32.
   *
   * @throws IllegalArgumentException if the arrays have not one row for each example
   */
  public static TensorDataset of(List<Signal> inputs, List<Target> targets) {
    long rows = requireRows(inputs);
    for (int i = 0; i < targets.size(); i++) {
      require("target " + (i + 1), targets.get(i).values(), rows);
      targets.get(i).weights().ifPresent(w -> require("weights", w, rows));
      targets.get(i).mask().ifPresent(m -> require("mask of the targets", m, rows));
    }
    return new TensorDataset(
        List.copyOf(inputs), List.copyOf(targets), BATCH, false, Optional.empty());
  }

  /** The number of rows, which must be one and the same. */
  static long requireRows(List<Signal> inputs) {
    long rows = inputs.get(0).values().size(0);
    for (int i = 0; i < inputs.size(); i++) {
      require("input " + (i + 1), inputs.get(i).values(), rows);
      inputs.get(i).mask().ifPresent(m -> require("mask of the inputs", m, rows));
    }
    return rows;
  }

  private static void require(String what, INDArray array, long rows) {
    if (array.rank() == 0 || array.size(0) != rows) {
      throw new IllegalArgumentException(
          "%s: expected a row for each of %d examples, got shape %s"
              .formatted(what, rows, Shape.of(array)));
    }
  }

  /** So many examples a step: all of them is batch gradient descent, one stochastic. */
  public TensorDataset withBatch(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + size);
    }
    return new TensorDataset(inputs, targets, size, false, shuffleSeed);
  }

  /**
   * So many examples every step; the last ones of an epoch that are too few are left out, and a
   * line says so. What stateful layers need.
   *
   * @throws IllegalArgumentException if there is not one whole batch
   */
  public TensorDataset inWholeBatches(int size) {
    TensorDataset all = withBatch(size);
    int rest = all.examples() % size;
    if (rest == all.examples()) {
      throw new IllegalArgumentException(
          "batch: expected at least one whole batch of %d examples, got %d".formatted(size, rest));
    }
    if (rest > 0) {
      System.getLogger(TensorDataset.class.getName())
          .log(
              System.Logger.Level.INFO,
              "rawi: %d of %d examples are left out of each epoch: whole batches of %d only"
                  .formatted(rest, all.examples(), size));
    }
    return new TensorDataset(inputs, targets, size, true, shuffleSeed);
  }

  /** In another order each epoch, by the seed and the epoch's number alone. */
  public TensorDataset shuffled(long seed) {
    return new TensorDataset(inputs, targets, batchSize, whole, Optional.of(seed));
  }

  @Override
  public int examples() {
    int all = rows();
    return whole ? all - all % batchSize : all;
  }

  private int rows() {
    return Math.toIntExact(inputs.get(0).values().size(0));
  }

  @Override
  public Optional<String> breaksStates() {
    if (shuffleSeed.isPresent()) {
      return Optional.of("the examples are shuffled; leave them in their order");
    }
    return Optional.of(examples())
        .filter(n -> n % batchSize != 0)
        .map(
            n ->
                "%d examples do not fill batches of %d; use inWholeBatches, or another size"
                    .formatted(n, batchSize));
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows()).boxed().toList());
    shuffleSeed.ifPresent(seed -> Collections.shuffle(order, new Random(seed * 1_000_003 + epoch)));
    List<int[]> plan = new ArrayList<>();
    for (int from = 0; from < examples(); from += batchSize) {
      List<Integer> members = order.subList(from, Math.min(order.size(), from + batchSize));
      plan.add(members.stream().mapToInt(Integer::intValue).toArray());
    }
    return () -> plan.stream().map(this::batch).iterator();
  }

  private Batch batch(int... rows) {
    Batch batch =
        Batch.of(
            inputs.stream()
                .map(in -> new Signal(Rows.of(in.values(), rows), rows(in.mask(), rows), false))
                .toList(),
            targets.stream()
                .map(
                    t ->
                        new Target(
                            Rows.of(t.values(), rows),
                            rows(t.weights(), rows),
                            rows(t.mask(), rows)))
                .toList());
    return batch.ofRows(rows);
  }

  private static Optional<INDArray> rows(Optional<INDArray> array, int... rows) {
    return array.map(a -> Rows.of(a, rows));
  }
}
