package rawi.nn.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Signal;

/**
 * Some examples, put together to be computed at once. Whoever takes a batch from a {@link Dataset}
 * closes it.
 *
 * @param inputs one for each of the model's, (batch, ...), with masks if they have some
 * @param targets one for each of the model's outputs
 * @param fresh rows whose states begin anew: what stateful layers carried there belongs to another
 *     sequence. Of no meaning to other layers
 * @param counts what its loss counts for in the mean over the data: as in Keras its rows, of chunks
 *     their real steps
 * @param rows which example of the data, from 0, each row is, for what is said of it; empty where
 *     that is not known
 */
public record Batch(
    List<Signal> inputs, List<Target> targets, List<Integer> fresh, long counts, List<Integer> rows)
    implements AutoCloseable {
  public Batch {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    fresh = List.copyOf(fresh);
    rows = List.copyOf(rows);
    if (!rows.isEmpty() && rows.size() != inputs.get(0).values().size(0)) {
      throw new IllegalArgumentException(
          "batch: expected which example each of %d rows is, got %d"
              .formatted(inputs.get(0).values().size(0), rows.size()));
    }
  }

  /** Whose loss counts for its rows. */
  public Batch(List<Signal> inputs, List<Target> targets, List<Integer> fresh) {
    this(inputs, targets, fresh, inputs.get(0).values().size(0), List.of());
  }

  /** Whose states, if there are any, go on where the batch before it ended. */
  public static Batch of(List<Signal> inputs, List<Target> targets) {
    return new Batch(inputs, targets, List.of());
  }

  /**
   * For a model with one input and one output.
   *
   * @param weights (batch), what each example counts for in the loss; absent: 1
   */
  public Batch(INDArray inputs, INDArray targets, Optional<INDArray> weights) {
    this(List.of(Signal.of(inputs)), List.of(Target.of(targets).withWeights(weights)), List.of());
  }

  /** The same, each row the begin of another sequence. */
  public Batch allFresh() {
    return new Batch(inputs, targets, IntStream.range(0, size()).boxed().toList(), counts, rows);
  }

  /** The same, known to be these examples of the data. */
  public Batch ofRows(int... examples) {
    return ofRows(Arrays.stream(examples).boxed().toList());
  }

  /** The same, known to be these examples of the data; empty: it is not known which. */
  public Batch ofRows(List<Integer> examples) {
    return new Batch(inputs, targets, fresh, counts, examples);
  }

  /** The same, its loss counted otherwise. */
  Batch counting(long other) {
    return new Batch(inputs, targets, fresh, other, rows);
  }

  /** The only input. */
  public INDArray input() {
    return inputs.get(0).values();
  }

  /** The only target. */
  public INDArray target() {
    return targets.get(0).values();
  }

  public int size() {
    return (int) inputs.get(0).values().size(0);
  }

  /** An array that stands in several places, such as what an autoencoder reads, is closed once. */
  @Override
  public void close() {
    inputs.forEach(in -> release(Optional.of(in.values()), in.mask()));
    targets.forEach(t -> release(Optional.of(t.values()), t.weights(), t.mask()));
  }

  @SafeVarargs
  private static void release(Optional<INDArray>... arrays) {
    for (Optional<INDArray> array : arrays) {
      array.filter(INDArray::closeable).ifPresent(INDArray::close);
    }
  }
}
