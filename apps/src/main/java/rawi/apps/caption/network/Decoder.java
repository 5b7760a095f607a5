package rawi.apps.caption.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.layers.FullSoftmax;
import rawi.nn.layers.SoftmaxHead;
import rawi.nn.layers.SpatialDropout1D;

/**
 * What tells an image in words.
 *
 * <pre>
 * x = dropout(E[ids])     told = {@link Reader}(x, image)     p(next) = softmax(dropout(told) S^T + b)
 * </pre>
 *
 * S is E itself, or a table of its own. Dropout takes the same features out at all steps of a row
 * (Gal and Ghahramani 2016).
 */
final class Decoder {
  private final Layer embedding;
  private final Layer wordDropout;
  private final Reader reader;
  private final Layer toldDropout;
  private final SoftmaxHead head;

  Decoder(DecoderConfig config, Weights weights) {
    int features = config.embeddingDim();
    Shape sequence = Shape.of(Shape.ANY, features);
    this.embedding =
        new Embedding(config.words(), features, false)
            .build(Shape.of(Shape.ANY), weights.in("embedding"));
    this.wordDropout = new SpatialDropout1D(config.dropout()).build(sequence, weights);
    this.reader =
        config.join() == Join.ATTENTION
            ? new AttentiveReader(config, weights)
            : new StateReader(config, weights);
    this.toldDropout = new SpatialDropout1D(config.dropout()).build(sequence, weights);
    FullSoftmax softmax = new FullSoftmax(config.words());
    Weights own = weights.in("softmax");
    this.head =
        config.tied()
            ? softmax.tiedTo(embedding.parameters().get(0), own)
            : softmax.build(List.of(sequence, Shape.of(Shape.ANY)), own);
  }

  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(embedding.parameters());
    all.addAll(reader.parameters());
    all.addAll(head.parameters());
    return all;
  }

  /** The words' vectors: (words, dim). */
  INDArray vectors() {
    return embedding.parameters().get(0).value();
  }

  /** Begins with what is known before anything is learnt: how frequent words are. */
  void startFrom(double[] shares) {
    head.startFrom(shares);
  }

  /**
   * How surprising the words of captions are.
   *
   * @param ids what was said before each, (batch, time), from the start on, with their mask
   * @param next what is said, (batch, time)
   * @return -log p of each, (batch, time); the way back gives dL/d(image)
   */
  JunctionPass forward(Signal ids, Signal next, int[] group, Signal image, Context context) {
    Pass embedded = embedding.forward(ids, context);
    Pass x = embedded.then(wordDropout.forward(embedded.output(), context));
    JunctionPass read = reader.forward(x.output(), image, group, context);
    Pass told = toldDropout.forward(read.outputs().get(0), context);
    JunctionPass lost = head.forward(List.of(told.output(), next), context);
    return new JunctionPass(
        lost.outputs(),
        d -> {
          Optional<INDArray> dTold =
              lost.backward().apply(d).get(0).flatMap(told.backward()::apply);
          List<Optional<INDArray>> back = read.backward().apply(List.of(dTold, Optional.empty()));
          back.get(0).ifPresent(x.backward()::apply);
          return List.of(back.get(1));
        });
  }

  /** The most probable next words after each prefix of captions: (batch, time), not learning. */
  INDArray own(Signal ids, int[] group, Signal image, Context context) {
    Signal x = embedding.forward(ids, context).output();
    INDArray told = reader.forward(x, image, group, context).outputs().get(0).values();
    INDArray rows = told.reshape('c', told.size(0) * told.size(1), told.size(2));
    return head.logProbabilities(rows, context).argMax(1).reshape('c', told.size(0), told.size(1));
  }

  Reader.Seen see(INDArray images, Context context) {
    return reader.see(images, context);
  }

  /** One word more: the log-probabilities of the next one, and the states. */
  Said step(Reader.Seen seen, int[] group, int[] words, INDArray h, INDArray c, Context context) {
    int[][] column = new int[words.length][];
    for (int r = 0; r < words.length; r++) {
      column[r] = new int[] {words[r]};
    }
    INDArray x =
        embedding.forward(Signal.of(Nd4j.createFromArray(column)), context).output().values();
    Reader.Told told = reader.step(seen, group, x, h, c, context);
    return new Said(head.logProbabilities(told.told(), context), told);
  }

  /**
   * After one word.
   *
   * @param next log p, (rows, words)
   */
  record Said(INDArray next, Reader.Told told) {}
}
