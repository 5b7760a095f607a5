package rawi.nn.training;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Shape;
import rawi.nn.Signal;

/**
 * Long sequences, read some steps at a time: truncated back-propagation for stateful layers, with
 * k1 = k2 = the steps of a chunk (Williams and Peng 1990).
 *
 * <p>A batch holds a chunk of some sequences; the next batch holds their next chunk, until they
 * end. Then the next sequences follow, whose rows are marked as fresh: states begin anew. So the
 * number of sequences need not be a multiple of the batch, and their order may be shuffled. Chunks
 * in which nothing is real are left out; states would only be held there. The loss over the data is
 * the mean over all real steps, however they are cut.
 */
public final class ChunkedDataset implements Dataset {
  private static final int BATCH = 32; // Keras's default

  private final Signal inputs;
  private final INDArray targets;
  private final int steps;
  private final int batchSize;
  private final Optional<Long> shuffleSeed;

  private ChunkedDataset(
      Signal inputs, INDArray targets, int steps, int batchSize, Optional<Long> shuffleSeed) {
    this.inputs = inputs;
    this.targets = targets;
    this.steps = steps;
    this.batchSize = batchSize;
    this.shuffleSeed = shuffleSeed;
  }

  /**
   * Sequences in their order, 32 at a time.
   *
   * @param inputs (sequences, time, ...), with a mask (sequences, time) if some are shorter
   * @param targets (sequences, time, ...), one for each step
   * @param steps of a chunk
   * @throws IllegalArgumentException if these do not fit one another, mask and all
   */
  public static ChunkedDataset of(Signal inputs, INDArray targets, int steps) {
    INDArray x = inputs.values();
    if (steps < 1) {
      throw new IllegalArgumentException("chunks: expected at least 1 step, got " + steps);
    }
    boolean fits =
        x.rank() >= 2
            && targets.rank() >= 2
            && targets.size(0) == x.size(0)
            && targets.size(1) == x.size(1);
    if (!fits) {
      throw new IllegalArgumentException(
          "chunks: expected inputs and targets (sequences, time, ...), got shapes %s and %s"
              .formatted(Shape.of(x), Shape.of(targets)));
    }
    inputs.checkedMask("chunks");
    return new ChunkedDataset(inputs, targets, steps, BATCH, Optional.empty());
  }

  /** So many sequences at a time. */
  public ChunkedDataset withBatch(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + size);
    }
    return new ChunkedDataset(inputs, targets, steps, size, shuffleSeed);
  }

  /** Sequences in another order each epoch, by the seed and the epoch's number alone. */
  public ChunkedDataset shuffled(long seed) {
    return new ChunkedDataset(inputs, targets, steps, batchSize, Optional.of(seed));
  }

  /** Chunks that are read in an epoch. */
  @Override
  public int examples() {
    return IntStream.range(0, sequences()).map(row -> chunks(new int[] {row}).size()).sum();
  }

  @Override
  public boolean cutsSequences() {
    return steps < inputs.values().size(1);
  }

  private int sequences() {
    return Math.toIntExact(inputs.values().size(0));
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, sequences()).boxed().toList());
    shuffleSeed.ifPresent(seed -> Collections.shuffle(order, new Random(seed * 1_000_003 + epoch)));
    List<Chunk> plan = new ArrayList<>();
    for (int from = 0; from < order.size(); from += batchSize) {
      List<Integer> members = order.subList(from, Math.min(order.size(), from + batchSize));
      plan.addAll(chunks(members.stream().mapToInt(Integer::intValue).toArray()));
    }
    return () -> plan.stream().map(this::batch).iterator();
  }

  /**
   * Some steps of some sequences.
   *
   * @param begins whether nothing of them was read before
   */
  private record Chunk(int[] rows, long from, long to, boolean begins) {}

  /** The chunks of some sequences in which something is real. */
  private List<Chunk> chunks(int... rows) {
    long time = inputs.values().size(1);
    List<Chunk> chunks = new ArrayList<>();
    for (long from = 0; from < time; from += steps) {
      Chunk chunk = new Chunk(rows, from, Math.min(time, from + steps), chunks.isEmpty());
      boolean real =
          inputs.mask().map(m -> cut(m, chunk).sumNumber().doubleValue() > 0).orElse(true);
      if (real) {
        chunks.add(chunk);
      }
    }
    return chunks;
  }

  private Batch batch(Chunk chunk) {
    Signal in =
        Signal.of(cut(inputs.values(), chunk)).withMask(inputs.mask().map(m -> cut(m, chunk)));
    long steps = chunk.rows().length * (chunk.to() - chunk.from());
    long real = in.mask().map(m -> m.castTo(DataType.INT64).sumNumber().longValue()).orElse(steps);
    Batch batch =
        Batch.of(List.of(in), List.of(Target.of(cut(targets, chunk))))
            .counting(real)
            .ofRows(chunk.rows());
    return chunk.begins() ? batch.allFresh() : batch;
  }

  private static INDArray cut(INDArray all, Chunk chunk) {
    INDArray rows = Rows.of(all, chunk.rows());
    INDArray part = rows.get(all(), interval(chunk.from(), chunk.to())).dup('c');
    if (rows.closeable()) {
      rows.close();
    }
    return part;
  }
}
