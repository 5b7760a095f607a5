package rawi.apps.sentiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;

/** The network of a model in use, by any number of threads at once. */
final class RecurrentPart implements AutoCloseable {
  /** Most padded steps computed at once: bounds the memory of a prediction, whatever comes. */
  private static final int MOST_STEPS = 16_384;

  private final Layer network;
  private final int idsPerWord;
  private final Kernels kernels;
  private final Queue<Arena> arenas = new ConcurrentLinkedQueue<>();

  RecurrentPart(Layer network, int idsPerWord, Kernels kernels) {
    this.network = network;
    this.idsPerWord = idsPerWord;
    this.kernels = kernels;
  }

  Layer network() {
    return network;
  }

  /** Its outputs, in the order of the texts; computed by length, in bounded batches. */
  double[][] logits(List<int[]> ids) {
    double[][] result = new double[ids.size()][];
    int[] byLength =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> ids.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    long mostIds = (long) MOST_STEPS * idsPerWord;
    for (int from = 0; from < byLength.length; ) {
      int to = from + 1;
      while (to < byLength.length
          && (long) (to + 1 - from) * ids.get(byLength[to]).length <= mostIds) {
        to++;
      }
      int[] members = Arrays.copyOfRange(byLength, from, to);
      double[][] logits = batch(Arrays.stream(members).mapToObj(ids::get).toList());
      for (int i = 0; i < members.length; i++) {
        result[members[i]] = logits[i];
      }
      from = to;
    }
    return result;
  }

  /** One batch, the longest row last. */
  private double[][] batch(List<int[]> ids) {
    int time = Math.max(idsPerWord, ids.get(ids.size() - 1).length);
    int[][] padded = ids.stream().map(row -> Arrays.copyOf(row, time)).toArray(int[][]::new);
    Arena arena = borrowed();
    try {
      return arena.step(
          () -> {
            INDArray input = Nd4j.createFromArray(padded); // (batch, time * ids of a word)
            Context context = Context.inference(kernels, arena);
            return network.forward(Signal.of(input), context).output().values().toDoubleMatrix();
          });
    } finally {
      arenas.add(arena);
    }
  }

  private Arena borrowed() {
    Arena arena = arenas.poll();
    return arena == null ? new Arena() : arena;
  }

  /** Frees the weights. */
  @Override
  public void close() {
    network.parameters().forEach(p -> p.value().close());
  }
}
