package rawi.embeddings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;

/**
 * A word as a vector of its own and the mean of those of its hashed character n-grams (Bojanowski
 * and others 2017): ids (batch, time * {@link #SLOTS}) to (batch, time, outputDim),
 *
 * <pre>
 * y[b, t] = words[id] + mean of ngrams[bucket + 1] over the word's n-grams
 * </pre>
 *
 * so that a word never seen, whose own vector is that of the unknown word, still has what it looks
 * like. Each word takes {@link #SLOTS} ids: its own and its n-grams', filled up with 0; {@link
 * #ids} makes them. A word of id 0 is padding, and masked for the layers after this one. In
 * training a word's own id becomes the unknown word's at rate {@code wordDropout} ({@link
 * WordDropout}), its n-grams stay: what an unknown word is like. Gradients are kept by rows.
 *
 * @param words number of words' ids, 0 .. words - 1
 * @param ngrams how words are cut and hashed
 * @param outputDim length of a vector
 * @param wordDropout in [0, 1)
 */
public record SubwordEmbedding(int words, CharacterNgrams ngrams, int outputDim, double wordDropout)
    implements Layer.Spec {
  /** Ids a word takes; of a word with more n-grams than fit, those that begin first count. */
  public static final int SLOTS = 32;

  /** The ids of words, one after the other. */
  public int[] ids(int[] wordIds, List<String> forms) {
    int[] ids = new int[wordIds.length * SLOTS];
    for (int w = 0; w < wordIds.length; w++) {
      ids[w * SLOTS] = wordIds[w];
      int[] buckets = ngrams.of(forms.get(w));
      for (int i = 0; i < Math.min(buckets.length, SLOTS - 1); i++) {
        ids[w * SLOTS + 1 + i] = buckets[i] + 1;
      }
    }
    return ids;
  }

  @Override
  public Shape outputShape(Shape input) {
    boolean whole = input.last() == Shape.ANY || input.last() % SLOTS == 0;
    if (input.rank() != 1 || !whole) {
      throw new IllegalArgumentException(
          "SubwordEmbedding: expected ids (batch, time * %d), got one example of shape %s"
              .formatted(SLOTS, input));
    }
    return Shape.of(input.last() == Shape.ANY ? Shape.ANY : input.last() / SLOTS, outputDim);
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    Shape time = Shape.of(outputShape(input).dims().get(0));
    Embedding own = new Embedding(words, outputDim, true);
    NgramEmbedding parts = new NgramEmbedding(ngrams, outputDim);
    return new Built(
        new WordDropout(wordDropout).build(time, weights),
        own.build(time, weights.in(own.name())),
        parts.build(Shape.of(Shape.ANY, SLOTS - 1), weights.in(parts.name())));
  }

  private record Built(Layer dropout, Layer own, Layer parts) implements Layer {
    @Override
    public List<Parameter> parameters() {
      return Stream.of(own, parts).flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public Pass forward(Signal in, Context context) {
      INDArray flat = in.values(); // (batch, time * SLOTS)
      INDArray ids = flat.dup('c').reshape('c', flat.size(0), flat.size(1) / SLOTS, SLOTS);
      INDArray first = ids.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0));
      INDArray rest =
          ids.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(1, SLOTS));
      Signal words = dropout.forward(Signal.of(first.dup('c')), context).output();
      Pass vectors = own.forward(words, context);
      Pass shapes = parts.forward(Signal.of(rest.dup('c')), context);
      Signal out =
          new Signal(
              vectors.output().values().add(shapes.output().values()),
              vectors.output().mask(),
              vectors.output().differentiable() || shapes.output().differentiable());
      return new Pass(
          out,
          dy -> {
            vectors.backward().apply(dy);
            shapes.backward().apply(dy);
            return Optional.empty(); // ids have no gradient
          });
    }
  }
}
