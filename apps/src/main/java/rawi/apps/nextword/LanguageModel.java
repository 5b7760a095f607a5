package rawi.apps.nextword;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.layers.AdaptiveSoftmax;
import rawi.nn.layers.Dense;
import rawi.nn.layers.FullSoftmax;
import rawi.nn.layers.SoftmaxHead;
import rawi.nn.layers.SpatialDropout1D;

/**
 * The network: what was read so far becomes a state, and the state a probability of each word.
 *
 * <pre>
 * ids (batch, time) - Embedding (.., dim) - dropout - [recurrent layer (.., units) - dropout] x layers
 *   - Dense (.., dim), where the embedding's table is used again and is not units wide
 *   - softmax head: -log p of the next ids (batch, time)
 * </pre>
 *
 * <p>Dropout takes the same features out at all steps of a batch (Gal and Ghahramani 2016). The
 * recurrent layers are stateful. As a junction it takes ids and next ids and gives the losses.
 */
final class LanguageModel implements Junction {
  private final Layer reader;
  private final SoftmaxHead head;

  private LanguageModel(Layer reader, SoftmaxHead head) {
    this.reader = reader;
    this.head = head;
  }

  static LanguageModel build(NextWordConfig config, int words, Weights weights) {
    List<Layer.Spec> layers = new ArrayList<>();
    layers.add(new Embedding(words, config.embeddingDim(), false));
    layers.add(new SpatialDropout1D(config.dropout()));
    for (int i = 0; i < config.layers(); i++) {
      layers.add(config.layer().spec(config.units()));
      layers.add(new SpatialDropout1D(config.dropout()));
    }
    boolean tied = config.tied();
    if (tied && config.units() != config.embeddingDim()) {
      layers.add(new Dense(config.embeddingDim()));
    }
    Layer reader = new Sequential(layers).build(Shape.of(Shape.ANY), weights);
    int size = tied ? config.embeddingDim() : config.units();
    List<Shape> inputs = List.of(Shape.of(Shape.ANY, size), Shape.of(Shape.ANY));
    Weights own = weights.in("softmax");
    if (!config.cutoffs().isEmpty()) {
      return new LanguageModel(
          reader, new AdaptiveSoftmax(words, config.cutoffs()).build(inputs, own));
    }
    FullSoftmax softmax = new FullSoftmax(words);
    return new LanguageModel(
        reader,
        tied ? softmax.tiedTo(reader.parameters().get(0), own) : softmax.build(inputs, own));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(reader.parameters());
    all.addAll(head.parameters());
    return all;
  }

  @Override
  public JunctionPass forward(List<Signal> inputs, Context context) {
    Pass read = reader.forward(inputs.get(0), context);
    JunctionPass lost = head.forward(List.of(read.output(), inputs.get(1)), context);
    return new JunctionPass(
        lost.outputs(),
        d -> {
          lost.backward().apply(d).get(0).ifPresent(read.backward()::apply);
          return List.of(Optional.empty(), Optional.empty()); // ids have no gradient
        });
  }

  /** Begins with what is known before anything is learnt: how frequent words are. */
  void startFrom(double[] shares) {
    head.startFrom(shares);
  }

  /** The states after each of some ids: (batch, time) to (batch * time, size). */
  INDArray read(INDArray ids, Context context) {
    INDArray y = reader.forward(Signal.of(ids), context).output().values();
    return y.reshape('c', y.size(0) * y.size(1), y.size(2));
  }

  /** What comes next after such states: (rows, size) to log-probabilities (rows, words). */
  INDArray next(INDArray states, Context context) {
    return head.logProbabilities(states, context);
  }
}
