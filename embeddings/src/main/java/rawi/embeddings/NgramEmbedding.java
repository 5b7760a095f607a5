package rawi.embeddings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * A word as the bag of its hashed character n-grams (Bojanowski and others 2017): ids (batch, time,
 * slots) to (batch, time, outputDim),
 *
 * <pre>
 * y[b, t] = mean of embeddings[id] over the ids of (b, t) that are not 0
 * </pre>
 *
 * so that words that look alike get vectors that are alike, also words never seen. Id 0 fills up
 * the slots that a word does not need; {@link #ids} makes the others. A word of zeros only is
 * padding: its vector is 0, and it is masked for the layers after this one. The gradient is kept by
 * rows.
 *
 * @param ngrams how words are cut and hashed; the table has one row more than its buckets
 * @param outputDim length of a vector
 */
public record NgramEmbedding(CharacterNgrams ngrams, int outputDim) implements Layer.Spec {
  /** As {@link Embedding} begins. */
  private static final Initializer UNIFORM = new Initializer.RandomUniform(-0.05, 0.05);

  public NgramEmbedding {
    if (outputDim <= 0) {
      throw new IllegalArgumentException(
          "NgramEmbedding: expected outputDim of at least 1, got " + outputDim);
    }
  }

  /** The ids of a batch of words, (batch, time, slots), with as many slots as a word needs most. */
  public INDArray ids(List<List<String>> batch) {
    int time = batch.stream().mapToInt(List::size).max().orElse(0);
    int[][][] found = new int[batch.size()][Math.max(1, time)][0];
    int slots = 1;
    for (int b = 0; b < found.length; b++) {
      for (int t = 0; t < batch.get(b).size(); t++) {
        found[b][t] = ngrams.of(batch.get(b).get(t));
        slots = Math.max(slots, found[b][t].length);
      }
    }
    for (int[][] row : found) {
      for (int t = 0; t < row.length; t++) {
        int[] padded = new int[slots];
        Arrays.setAll(padded, filled(row[t]));
        row[t] = padded;
      }
    }
    return Nd4j.createFromArray(found);
  }

  private static IntUnaryOperator filled(int[] buckets) {
    return slot -> slot < buckets.length ? buckets[slot] + 1 : 0;
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "NgramEmbedding: expected ids (batch, time, slots), got one example of shape " + input);
    }
    return Shape.of(input.dims().get(0), outputDim);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return new Built(weights.create("embeddings", UNIFORM, ngrams.buckets() + 1L, outputDim));
  }

  private final class Built implements Layer {
    private final Parameter table;

    Built(Parameter table) {
      this.table = table;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(table);
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray ids = in.values(); // (batch, time, slots)
      long batch = ids.size(0);
      long time = ids.size(1);
      Bags bags = Bags.of(ids.dup('c').data().asInt(), (int) ids.size(2), table);
      DataType type = table.value().dataType();
      INDArray share = bags.share(type); // (ids, 1)
      INDArray sums = Nd4j.zeros(type, batch * time, outputDim);
      if (bags.rows().length > 0) {
        INDArray rows = context.kernels().gather(table.value(), bags.rows()); // (ids, outputDim)
        context.kernels().scatterAdd(sums, bags.words(), rows.muliColumnVector(share));
      }
      INDArray mask = bags.mask(type).reshape(batch, time);
      return new Pass(
          new Signal(sums.reshape(batch, time, outputDim), Optional.of(mask), table.trainable()),
          dy -> {
            if (bags.rows().length > 0) {
              INDArray d = dy.dup('c').reshape('c', batch * time, outputDim);
              INDArray rows = context.kernels().gather(d, bags.words()).muliColumnVector(share);
              table.accumulateRows(bags.rows(), rows, context.kernels());
            }
            return Optional.empty(); // ids have no gradient
          });
    }
  }

  /**
   * The ids of a batch that are not 0, with the word that each belongs to.
   *
   * @param counts how many ids each word has
   */
  private record Bags(int[] rows, int[] words, int[] counts) {
    static Bags of(int[] ids, int slots, Parameter table) {
      int[] rows = new int[ids.length];
      int[] words = new int[ids.length];
      int[] counts = new int[ids.length / slots];
      int used = 0;
      for (int i = 0; i < ids.length; i++) {
        if (ids[i] < 0 || ids[i] >= table.value().size(0)) {
          throw new IllegalArgumentException(
              "%s: expected ids from 0 to %d, got %d"
                  .formatted(table.name(), table.value().size(0) - 1, ids[i]));
        }
        if (ids[i] != 0) {
          rows[used] = ids[i];
          words[used++] = i / slots;
          counts[i / slots]++;
        }
      }
      return new Bags(Arrays.copyOf(rows, used), Arrays.copyOf(words, used), counts);
    }

    /** 1 / (ids of its word), for each id. */
    INDArray share(DataType type) {
      double[] share = new double[rows.length];
      Arrays.setAll(share, i -> 1.0 / counts[words[i]]);
      return rows.length == 0
          ? Nd4j.empty(type)
          : Nd4j.createFromArray(share).castTo(type).reshape(rows.length, 1);
    }

    INDArray mask(DataType type) {
      double[] real = new double[counts.length];
      Arrays.setAll(real, word -> counts[word] > 0 ? 1 : 0);
      return Nd4j.createFromArray(real).castTo(type);
    }
  }
}
