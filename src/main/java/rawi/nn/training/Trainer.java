package rawi.nn.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.Optimizer;

/**
 * The training loop for classifiers: forward, loss, backward, clip, step, batch after batch and
 * epoch after epoch.
 *
 * <p>One seed gives one result on one machine at one number of threads: batches, dropout and the
 * order of every sum depend on nothing else.
 */
public final class Trainer {
  private final Layer model;
  private final Loss loss;
  private final Kernels kernels;
  private final Options options;
  private final List<Callback> callbacks;
  private final Optimizer.State optimizer;
  private final Arena arena = new Arena();
  private final List<EpochReport> history = new ArrayList<>();

  /**
   * How long and how carefully.
   *
   * @param epochs at most so many
   * @param clipNorm limit of the gradients' global norm; absent: none
   * @param seed of everything random
   */
  public record Options(int epochs, Optional<GlobalNorm> clipNorm, long seed) {
    public Options {
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs: expected at least 1, got " + epochs);
      }
    }
  }

  public Trainer(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      Kernels kernels,
      Options options,
      List<Callback> callbacks) {
    this.model = model;
    this.loss = loss;
    this.kernels = kernels;
    this.options = options;
    this.callbacks = List.copyOf(callbacks);
    this.optimizer = optimizer.start(model.parameters());
  }

  public List<Parameter> parameters() {
    return model.parameters();
  }

  /** The epochs done, oldest first. */
  public List<EpochReport> history() {
    return List.copyOf(history);
  }

  /**
   * Trains from where it stands to the last epoch, or until a callback stops it.
   *
   * @throws IllegalStateException if the loss stops being a number
   * @throws IllegalArgumentException if there is nothing to train on
   */
  public void fit(Dataset training, Optional<Dataset> validation) {
    if (training.examples() == 0) {
      throw new IllegalArgumentException("training: expected at least 1 example, got 0");
    }
    boolean stopped = anyStops(c -> c.onTrainBegin(this));
    while (!stopped && history.size() < options.epochs()) {
      long start = System.nanoTime();
      int epoch = history.size() + 1;
      Map<String, Double> metrics = new LinkedHashMap<>();
      Totals train = runEpoch(epoch, training);
      metrics.put("loss", train.loss());
      metrics.put("accuracy", train.accuracy());
      validation.ifPresent(
          data -> {
            Evaluation result = Evaluation.of(model, data, Optional.of(loss), kernels, arena);
            metrics.put("val_loss", result.loss());
            metrics.put("val_accuracy", result.accuracy());
          });
      EpochReport report = new EpochReport(epoch, metrics, (System.nanoTime() - start) / 1e9);
      history.add(report);
      stopped = anyStops(c -> c.onEpochEnd(this, report));
    }
    callbacks.forEach(c -> c.onTrainEnd(this));
  }

  /** Asks every callback, also after one has said stop. */
  private boolean anyStops(Function<Callback, Callback.Decision> question) {
    boolean stop = false;
    for (Callback callback : callbacks) {
      stop |= question.apply(callback) == Callback.Decision.STOP;
    }
    return stop;
  }

  private Totals runEpoch(int epoch, Dataset data) {
    callbacks.forEach(c -> c.onEpochBegin(epoch, data.examples()));
    Totals totals = new Totals();
    try (Prefetch batches = new Prefetch(data.epoch(epoch))) {
      for (int step = 0; batches.hasNext(); step++) {
        try (Batch batch = batches.next()) {
          long seed = (options.seed() * 1_000_003 + epoch) * 1_000_003 + step;
          arena.step(() -> totals.add(step(batch, seed, epoch), batch));
        }
        callbacks.forEach(c -> c.onBatchEnd(totals.examples, totals.loss(), totals.accuracy()));
      }
    }
    return totals;
  }

  private Scored step(Batch batch, long seed, int epoch) {
    Context context = Context.training(kernels, arena, seed);
    Pass pass = model.forward(Signal.of(batch.inputs()), context);
    INDArray output = pass.output().values();
    Weighting weighting = new Weighting(batch.weights(), pass.output().mask());
    Loss.Value value = loss.of(output, batch.targets(), weighting, kernels);
    if (!Double.isFinite(value.value())) {
      throw new IllegalStateException(
          "the loss became %s in epoch %d, step %d; lower the learning rate"
              .formatted(value.value(), epoch, optimizer.iterations() + 1));
    }
    int correct = Evaluation.correct(output, batch.targets());
    pass.backward().apply(value.gradient());
    options.clipNorm().ifPresent(norm -> norm.clip(parameters()));
    optimizer.step(kernels);
    parameters().forEach(Parameter::clearGradient);
    return new Scored(value.value(), correct);
  }

  private record Scored(double loss, int correct) {}

  /** Sums over an epoch. */
  private static final class Totals {
    private int examples;
    private int correct;
    private double lossSum;

    boolean add(Scored scored, Batch batch) {
      examples += batch.size();
      correct += scored.correct();
      return Double.isFinite(lossSum += scored.loss() * batch.size());
    }

    double loss() {
      return lossSum / Math.max(1, examples);
    }

    double accuracy() {
      return (double) correct / Math.max(1, examples);
    }
  }

  /** What a checkpoint keeps, copied. */
  public TrainingState state() {
    Map<String, INDArray> arrays = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    for (Parameter p : parameters()) {
      arrays.put("model/" + p.name(), p.value().dup('c'));
    }
    optimizer.arrays().forEach((name, a) -> arrays.put("optimizer/" + name, a.dup('c')));
    for (int i = 0; i < callbacks.size(); i++) {
      String prefix = "callback/" + i + "/";
      Callback.Saved saved = callbacks.get(i).save();
      saved.arrays().forEach((name, a) -> arrays.put(prefix + name, a.dup('c')));
      saved.numbers().forEach((name, v) -> numbers.put(prefix + name, v));
    }
    return new TrainingState(optimizer.iterations(), history, numbers, arrays);
  }

  /** Goes on from a state that the same model, optimizer and callbacks gave. */
  public void resume(TrainingState state) {
    for (Parameter p : parameters()) {
      INDArray saved = state.arrays().get("model/" + p.name());
      if (saved == null || !saved.equalShapes(p.value())) {
        throw new IllegalArgumentException("the checkpoint does not fit the model at " + p.name());
      }
      p.value().assign(saved);
    }
    optimizer.restore(state.iterations(), under("optimizer/", state.arrays()));
    for (int i = 0; i < callbacks.size(); i++) {
      String prefix = "callback/" + i + "/";
      callbacks
          .get(i)
          .restore(
              new Callback.Saved(under(prefix, state.numbers()), under(prefix, state.arrays())));
    }
    history.clear();
    history.addAll(state.history());
  }

  private static <T> Map<String, T> under(String prefix, Map<String, T> all) {
    Map<String, T> part = new HashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), value);
          }
        });
    return part;
  }
}
