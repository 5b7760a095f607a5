package rawi.nn.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.saving.SpecTypes;

/**
 * A network with what it is trained for: Keras's compiled model. What the optimizer has gathered
 * stays from one {@link #fit} to the next.
 *
 * <pre>{@code
 * Network network = Network.of(Sequential.of(new Dense(2)), Shape.of(4), new Weights(42, FLOAT));
 * Recipe recipe =
 *     Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.01)).with(SparseCategoricalAccuracy::new);
 * Training training = Training.of(network, recipe, kernels);
 * training.fit(TensorDataset.of(x, y).shuffled(42), Trainer.Options.epochs(20));
 * double accuracy = training.evaluate(TensorDataset.of(testX, testY)).get("accuracy");
 * INDArray logits = training.predict(newX);
 * }</pre>
 */
public final class Training {
  private static final int PREDICTED_AT_ONCE = 256;

  private final Network network;
  private final Recipe recipe;
  private final Kernels kernels;
  private final Optimizer.State optimizer;
  private final Arena arena = new Arena();
  private final Trainer single;

  private Training(Network network, Recipe recipe, Kernels kernels) {
    this.network = network;
    this.recipe = recipe;
    this.kernels = kernels;
    this.optimizer = recipe.optimizer().start(network.parameters());
    this.single = trainer(Trainer.Options.epochs(1)); // refuses what does not fit
  }

  /**
   * Keras's {@code compile}.
   *
   * @throws IllegalArgumentException if the recipe has not a loss for each output, or one that
   *     cannot be meant for it: of logits where the output ends with a softmax or sigmoid, of
   *     probabilities where it does not
   */
  public static Training of(Network network, Recipe recipe, Kernels kernels) {
    return new Training(network, recipe, kernels);
  }

  private Objectives objectives() {
    return Objectives.of(network, recipe);
  }

  public Network network() {
    return network;
  }

  /**
   * Trains without looking at other data.
   *
   * @return what each epoch brought
   * @throws NumericalFailure if the loss stops being a number
   */
  public List<EpochReport> fit(Dataset data, Trainer.Options options, Callback... callbacks) {
    return run(data, Optional.empty(), options, callbacks);
  }

  /**
   * Trains and evaluates on the validation data after each epoch.
   *
   * @return what each epoch brought
   * @throws NumericalFailure if the loss stops being a number
   */
  public List<EpochReport> fit(
      Dataset data, Dataset validation, Trainer.Options options, Callback... callbacks) {
    return run(data, Optional.of(validation), options, callbacks);
  }

  private List<EpochReport> run(
      Dataset data, Optional<Dataset> validation, Trainer.Options options, Callback... callbacks) {
    Trainer trainer = trainer(options, callbacks);
    trainer.fit(data, validation);
    return trainer.history();
  }

  /**
   * Writes the network with what the optimizer has gathered, so that {@link #load} goes on from
   * here.
   *
   * @throws IllegalArgumentException naming a layer whose type is not registered
   * @throws rawi.nn.saving.ModelFileException if the file cannot be written
   */
  public void save(Path file, SpecTypes types) {
    SavedModel.write(file, network, single.state(), types);
  }

  /**
   * Reads what {@link #save} or {@link ModelCheckpoint} wrote.
   *
   * @throws rawi.nn.saving.ModelFileException if the file is not a whole model of a known version
   * @throws IllegalArgumentException if the recipe is not the one it was trained by
   */
  public static Training load(Path file, SpecTypes types, Recipe recipe, Kernels kernels) {
    SavedModel saved = SavedModel.read(file, types);
    Training training = of(saved.network(), recipe, kernels);
    saved.state().ifPresent(training.single::resume);
    return training;
  }

  /** The loop itself, for those who resume it or want more of it than {@link #fit}. */
  public Trainer trainer(Trainer.Options options, Callback... callbacks) {
    return new Trainer(network, objectives(), optimizer, kernels, options, List.of(callbacks));
  }

  /**
   * One step on one batch, for loops of one's own, such as those of adversarial networks. Stateful
   * layers begin from zeros with every call; what carries states is {@link #fit}, or {@link
   * TruncatedBackpropagation}.
   *
   * @return loss and metrics of the batch, by name
   * @throws NumericalFailure if the loss is not a number
   */
  public Map<String, Double> trainOnBatch(Batch batch) {
    return single.once(batch);
  }

  /** Loss and metrics, by name, without training. */
  public Map<String, Double> evaluate(Dataset data) {
    return new Judge(network, objectives(), kernels, arena).results(data, "");
  }

  /** The outputs for a model with one input and one output: (rows, ...). */
  public INDArray predict(INDArray input) {
    return predict(List.of(Signal.of(input))).get(0);
  }

  /**
   * All outputs, (rows, ...) each, computed some rows at a time. Stateful layers begin from zeros
   * with every call: to go on from one call to the next, run {@link Network#forward} with {@link
   * rawi.nn.States} of your own ({@link Context#with}).
   *
   * @throws IllegalArgumentException if inputs and masks have not all the same number of rows
   * @throws NumericalFailure if an output that is not masked is no number, or an input not finite
   */
  public List<INDArray> predict(List<Signal> inputs) {
    int rows = rows(inputs);
    List<List<INDArray>> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += PREDICTED_AT_ONCE) {
      int[] some = IntStream.range(from, Math.min(rows, from + PREDICTED_AT_ONCE)).toArray();
      parts.add(arena.step(() -> outputs(inputs, some)));
    }
    return IntStream.range(0, network.outputs().size())
        .mapToObj(i -> Rows.stacked(parts.stream().map(p -> p.get(i)).toList()))
        .toList();
  }

  /** How many; refuses inputs and masks of different numbers of them, and what is empty. */
  private static int rows(List<Signal> inputs) {
    try {
      TensorDataset.requireRows(inputs);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("predict: " + e.getMessage(), e);
    }
    for (Signal in : inputs) {
      if (in.values().isEmpty()) {
        throw new IllegalArgumentException(
            "predict: expected at least 1 row and, of sequences, 1 time step, got shape "
                + Shape.of(in.values().shape()));
      }
    }
    return Math.toIntExact(inputs.get(0).values().size(0));
  }

  /** Each from states of its own: the next rows are other sequences. */
  private List<INDArray> outputs(List<Signal> inputs, int[] rows) {
    List<Signal> some =
        inputs.stream()
            .map(
                in ->
                    new Signal(
                        Rows.of(in.values(), rows), in.mask().map(m -> Rows.of(m, rows)), false))
            .toList();
    List<Signal> outputs = network.forward(some, Context.inference(kernels, arena)).outputs();
    Diagnosis diagnosis = new Diagnosis(network, Batch.of(some, List.of()).ofRows(rows));
    boolean none = outputs.stream().anyMatch(Diagnosis::hasNaN);
    if (none || diagnosis.inputSpoilt()) {
      throw diagnosis.of(
          "predict: %s of rows %d to %d %s"
              .formatted(
                  none ? "an output" : "the input",
                  rows[0],
                  rows[rows.length - 1],
                  none ? "is NaN" : "cannot be used"),
          Context.inference(kernels, arena));
    }
    return outputs.stream().map(y -> Arena.outside(() -> y.values().dup('c'))).toList();
  }
}
