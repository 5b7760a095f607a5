package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Attention;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Dense;
import rawi.nn.layers.TimeDistributed;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.Target;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.recurrent.LSTM;

/**
 * Sequence to sequence (Sutskever, Vinyals and Le 2014): an LSTM reads the source, its last states
 * are where another begins to write; with attention (Luong, Pham and Manning 2015) each step of
 * writing looks at every step of reading too.
 *
 * <p>In training the writer is given what it should have written before (teacher forcing); to
 * decode it is given what it wrote, one symbol after the other, always the most probable (greedy).
 */
final class EncoderDecoder {
  private static final int EMBEDDING = 32;

  private final Symbols source;
  private final Symbols target;
  private final Network network;
  private final Training training;
  private final Kernels kernels;

  EncoderDecoder(
      Symbols source, Symbols target, int units, boolean attention, long seed, Kernels kernels) {
    this.source = source;
    this.target = target;
    this.kernels = kernels;
    this.network = Network.of(model(units, attention), new Weights(seed, DataType.FLOAT));
    this.training =
        Training.of(
            network, Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.003)), kernels);
  }

  private Model model(int units, boolean attention) {
    Node from = Node.input("source", Shape.of(Shape.ANY));
    Node to = Node.input("target", Shape.of(Shape.ANY));
    List<Node> read = Node.joinAll(encoder(units, attention).named("encoder"), from);
    List<Node> given = new ArrayList<>(List.of(to));
    given.addAll(read);
    List<Node> written =
        Node.joinAll(decoder(units, attention).named("decoder"), given.toArray(Node[]::new));
    return new Model(List.of(from, to), List.of(written.get(0)));
  }

  /** The states after the last step and, for attention, every step. */
  private Model encoder(int units, boolean attention) {
    Node ids = Node.input("ids", Shape.of(Shape.ANY));
    LSTM lstm = LSTM.of(units).with(o -> o.returnSequences(true).returnState(true));
    List<Node> all = Node.joinAll(lstm, ids.then(new Embedding(source.size(), EMBEDDING, true)));
    return new Model(
        List.of(ids),
        attention ? List.of(all.get(1), all.get(2), all.get(0)) : List.of(all.get(1), all.get(2)));
  }

  /** Scores of the next symbol at each step, and the states after the last. */
  private Model decoder(int units, boolean attention) {
    Node ids = Node.input("ids", Shape.of(Shape.ANY));
    Node h = Node.input("h", Shape.of(units));
    Node c = Node.input("c", Shape.of(units));
    LSTM lstm = LSTM.of(units).with(o -> o.returnSequences(true).returnState(true));
    List<Node> all =
        Node.joinAll(lstm, ids.then(new Embedding(target.size(), EMBEDDING, true)), h, c);
    List<Node> inputs = new ArrayList<>(List.of(ids, h, c));
    Node steps = all.get(0);
    if (attention) {
      Node read = Node.input("read", Shape.of(Shape.ANY, units));
      inputs.add(read);
      steps = Node.join(new Concatenate(), steps, Node.join(new Attention(), steps, read));
    }
    Node scores = steps.then(new TimeDistributed(new Dense(target.size())));
    return new Model(inputs, List.of(scores, all.get(1), all.get(2)));
  }

  /** Trains with teacher forcing. */
  void fit(List<Pair> pairs, int epochs, long seed) {
    List<List<Integer>> sources = sources(pairs);
    List<List<Integer>> targets = pairs.stream().map(p -> target.ids(p.target())).toList();
    TensorDataset data =
        TensorDataset.of(
            List.of(
                Signal.of(Symbols.rows(sources)),
                Signal.of(Symbols.rows(targets.stream().map(Symbols::started).toList()))),
            List.of(Target.of(Symbols.rows(targets.stream().map(Symbols::ended).toList()))));
    training.fit(data.shuffled(seed), Trainer.Options.epochs(epochs));
  }

  private List<List<Integer>> sources(List<Pair> pairs) {
    return pairs.stream().map(p -> source.ids(p.source())).toList();
  }

  /** What is written for each source, each at most {@code longest} symbols. */
  List<List<String>> decode(List<Pair> pairs, int longest) {
    Arena arena = new Arena();
    return arena.step(
        () -> {
          Context context = Context.inference(kernels, arena);
          List<Signal> read =
              network
                  .sub("encoder")
                  .forward(List.of(Signal.of(Symbols.rows(sources(pairs)))), context)
                  .outputs();
          return greedy(read, pairs.size(), longest, context).stream()
              .map(target::symbols)
              .toList();
        });
  }

  private List<List<Integer>> greedy(List<Signal> read, int rows, int longest, Context context) {
    Network writer = network.sub("decoder");
    List<List<Integer>> written = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      written.add(new ArrayList<>());
    }
    List<Integer> last = new ArrayList<>(Collections.nCopies(rows, Symbols.START));
    List<Signal> states = read;
    for (int step = 0; step < longest; step++) {
      List<Signal> inputs = new ArrayList<>();
      inputs.add(Signal.of(Symbols.rows(last.stream().map(List::of).toList())));
      inputs.addAll(states);
      List<Signal> outputs = writer.forward(inputs, context).outputs();
      INDArray best = Nd4j.argMax(outputs.get(0).values(), 2); // (rows, 1)
      for (int r = 0; r < rows; r++) {
        boolean ended = last.get(r) == Symbols.END || last.get(r) == Symbols.PADDING;
        int next = ended ? Symbols.PADDING : best.getInt(r, 0);
        last.set(r, next);
        if (next != Symbols.END && next != Symbols.PADDING) {
          written.get(r).add(next);
        }
      }
      states = new ArrayList<>(outputs.subList(1, 3));
      states.addAll(read.subList(2, read.size()));
    }
    return written;
  }

  /** The share of pairs whose target is written exactly. */
  double exact(List<Pair> pairs) {
    int longest = pairs.stream().mapToInt(p -> p.target().size()).max().orElse(0) + 1;
    List<List<String>> written = decode(pairs, longest);
    int right = 0;
    for (int i = 0; i < pairs.size(); i++) {
      right += written.get(i).equals(pairs.get(i).target()) ? 1 : 0;
    }
    return (double) right / pairs.size();
  }
}
