package rawi.nn.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.Loss;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.Optimizer;

/**
 * The training loop: forward, losses, backward, penalties, clip, step, batch after batch and epoch
 * after epoch. What stateful layers carry goes on from batch to batch and begins anew with each
 * epoch.
 *
 * <p>One seed gives one result on one machine at one number of threads: batches, dropout and the
 * order of every sum depend on nothing else.
 */
public final class Trainer {
  private final Junction model;
  private final List<Parameter> parameters;
  private final Objectives objectives;
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

    /** So many epochs, nothing clipped, seed 42. */
    public static Options epochs(int epochs) {
      return new Options(epochs, Optional.empty(), 42);
    }

    public Options withClipNorm(double limit) {
      return new Options(epochs, Optional.of(new GlobalNorm(limit)), seed);
    }

    public Options withSeed(long other) {
      return new Options(epochs, clipNorm, other);
    }
  }

  /** For a classifier with one input and one output, whose accuracy is looked at. */
  public Trainer(
      Layer model,
      Loss loss,
      Optimizer optimizer,
      Kernels kernels,
      Options options,
      List<Callback> callbacks) {
    this(
        model,
        new Objectives(
            List.of("output"), List.of(Objective.of(loss).with(SparseCategoricalAccuracy::new))),
        optimizer.start(model.parameters()),
        kernels,
        options,
        callbacks);
  }

  /** For whatever has one output, also if it is no network of layers. */
  public Trainer(
      Junction model,
      Objective objective,
      Optimizer optimizer,
      Kernels kernels,
      Options options,
      List<Callback> callbacks) {
    this(
        model,
        new Objectives(List.of("output"), List.of(objective)),
        optimizer.start(model.parameters()),
        kernels,
        options,
        callbacks);
  }

  /** For any model. */
  public Trainer(
      Network model, Recipe recipe, Kernels kernels, Options options, List<Callback> callbacks) {
    this(
        model,
        Objectives.of(model, recipe),
        recipe.optimizer().start(model.parameters()),
        kernels,
        options,
        callbacks);
  }

  Trainer(
      Junction model,
      Objectives objectives,
      Optimizer.State optimizer,
      Kernels kernels,
      Options options,
      List<Callback> callbacks) {
    this.model = model;
    this.parameters = model.parameters();
    this.objectives = objectives;
    this.kernels = kernels;
    this.options = options;
    this.callbacks = List.copyOf(callbacks);
    this.optimizer = optimizer;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /** The epochs done, oldest first. */
  public List<EpochReport> history() {
    return List.copyOf(history);
  }

  /** How large the optimizer's next step will be. */
  public double learningRate() {
    return optimizer.learningRate();
  }

  /**
   * Gives all steps from the next on another learning rate.
   *
   * @throws IllegalStateException if the optimizer follows a schedule of its own
   */
  public void setLearningRate(double learningRate) {
    optimizer.setLearningRate(learningRate);
  }

  /**
   * Trains from where it stands to the last epoch, or until a callback stops it.
   *
   * @throws NumericalFailure if the loss stops being a number
   * @throws IllegalArgumentException if there is nothing to train on
   */
  public void fit(Dataset training, Optional<Dataset> validation) {
    if (training.examples() == 0) {
      throw new IllegalArgumentException("training: expected at least 1 example, got 0");
    }
    validation.filter(Dataset::cutsSequences).ifPresent(data -> Chunks.check(model));
    Judge judge = new Judge(model, objectives, kernels, arena);
    boolean stopped = anyStops(c -> c.onTrainBegin(this));
    while (!stopped && history.size() < options.epochs()) {
      long start = System.nanoTime();
      int epoch = history.size() + 1;
      Map<String, Double> metrics = new LinkedHashMap<>(runEpoch(epoch, training));
      validation.ifPresent(data -> metrics.putAll(judge.results(data, "val_")));
      EpochReport report = new EpochReport(epoch, metrics, (System.nanoTime() - start) / 1e9);
      history.add(report);
      stopped = anyStops(c -> c.onEpochEnd(this, report));
    }
    callbacks.forEach(c -> c.onTrainEnd(this));
  }

  /** One step on one batch, whose states begin anew; its loss and metrics by name. */
  Map<String, Double> once(Batch batch) {
    Scoreboard scores = new Scoreboard(objectives);
    long seed = options.seed() * 1_000_003 + optimizer.iterations();
    arena.step(() -> step(batch, seed, 0, CarriedStates.ofOneBatch(), scores));
    return scores.results("");
  }

  /** Asks every callback, also after one has said stop. */
  private boolean anyStops(Function<Callback, Callback.Decision> question) {
    boolean stop = false;
    for (Callback callback : callbacks) {
      stop |= question.apply(callback) == Callback.Decision.STOP;
    }
    return stop;
  }

  private Map<String, Double> runEpoch(int epoch, Dataset data) {
    callbacks.forEach(c -> c.onEpochBegin(epoch, data.examples()));
    Scoreboard scores = new Scoreboard(objectives);
    CarriedStates carried = new CarriedStates(data, model);
    try (Prefetch batches = new Prefetch(data.epoch(epoch))) {
      for (int step = 0; batches.hasNext(); step++) {
        try (Batch batch = batches.next()) {
          long seed = (options.seed() * 1_000_003 + epoch) * 1_000_003 + step;
          arena.step(() -> step(batch, seed, epoch, carried, scores));
        }
        Map<String, Double> soFar = callbacks.isEmpty() ? Map.of() : scores.results("");
        callbacks.forEach(c -> c.onBatchEnd(scores.examples(), soFar));
      }
    }
    return scores.results("");
  }

  private boolean step(
      Batch batch, long seed, int epoch, CarriedStates carried, Scoreboard scores) {
    Context context = carried.begin(batch, Context.training(kernels, arena, seed));
    JunctionPass pass = model.forward(batch.inputs(), context);
    carried.check();
    Objectives.Judged judged = objectives.judge(pass.outputs(), batch, kernels);
    double loss = judged.total() + context.penalties().sum() + Regularization.penalty(parameters);
    Diagnosis diagnosis = new Diagnosis(model, batch).afterSteps(optimizer.iterations());
    if (!Double.isFinite(loss) || diagnosis.inputSpoilt()) {
      String when = "epoch %d, step %d".formatted(epoch, optimizer.iterations() + 1);
      throw diagnosis.of(
          Diagnosis.loss("the loss became", loss, when, " in " + when),
          carried.again(Context.training(kernels, arena, seed)));
    }
    scores.add(loss, judged, pass.outputs(), batch);
    pass.backward().apply(judged.gradients());
    Regularization.addGradients(parameters);
    options.clipNorm().ifPresent(norm -> norm.clip(parameters));
    optimizer.step(kernels);
    parameters.forEach(Parameter::clearGradient);
    return true;
  }

  /** What a checkpoint keeps, copied. */
  public TrainingState state() {
    return run().state(history);
  }

  /** Goes on from a state that the same model, optimizer and callbacks gave. */
  public void resume(TrainingState state) {
    run().restore(state);
    history.clear();
    history.addAll(state.history());
  }

  private Resumable run() {
    return new Resumable(parameters, optimizer, callbacks);
  }
}
