package rawi.nn.training;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rawi.nn.Network;
import rawi.nn.saving.AtomicFile;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.SpecTypes;

/**
 * Saves the model after each epoch, or after those that were the best so far: whole, with the state
 * of its training, or its weights alone.
 *
 * <p>In the file's name {@code {epoch}} stands for the epoch's number and {@code {val_loss}} for a
 * metric: {@code fr-{epoch}-{val_loss}.rawi} is a file an epoch, {@code fr.rawi} is always the last
 * one. To be given after the callbacks whose state is to be in the file.
 */
public final class ModelCheckpoint implements Callback {
  private final String file;
  private final Network network;
  private final Optional<SpecTypes> types;
  private final Optional<Monitor> best;
  private double bestValue;

  private ModelCheckpoint(
      String file, Network network, Optional<SpecTypes> types, Optional<Monitor> best) {
    this.file = file;
    this.network = network;
    this.types = types;
    this.best = best;
    this.bestValue = best.map(Monitor::worst).orElse(0.0);
  }

  /** Whole models, after each epoch. */
  public static ModelCheckpoint of(Path file, Network network, SpecTypes types) {
    return new ModelCheckpoint(file.toString(), network, Optional.of(types), Optional.empty());
  }

  /** Weights alone, as safetensors, after each epoch. */
  public static ModelCheckpoint ofWeights(Path file, Network network) {
    return new ModelCheckpoint(file.toString(), network, Optional.empty(), Optional.empty());
  }

  /** Only after epochs that were better than all before. */
  public ModelCheckpoint bestOnly(Monitor monitor) {
    return new ModelCheckpoint(file, network, types, Optional.of(monitor));
  }

  /** Says at once what would otherwise fail after the first epoch. */
  @Override
  public Decision onTrainBegin(Trainer trainer) {
    AtomicFile.requireWritable(Path.of(file.replaceAll("\\{\\w+}", "1")));
    types.ifPresent(known -> ModelFile.of(known).contents(network));
    return Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    if (best.isPresent()) {
      double value = report.metric(best.get().metric());
      if (!best.get().better(value, bestValue)) {
        return Decision.CONTINUE;
      }
      bestValue = value;
    }
    Path target = target(report);
    if (types.isPresent()) {
      SavedModel.write(target, network, trainer.state(), types.get());
    } else {
      ModelFile.writeWeights(target, network);
    }
    return Decision.CONTINUE;
  }

  private Path target(EpochReport report) {
    String name = file.replace("{epoch}", String.format(Locale.ROOT, "%02d", report.epoch()));
    for (Map.Entry<String, Double> metric : report.metrics().entrySet()) {
      name =
          name.replace(
              "{" + metric.getKey() + "}", String.format(Locale.ROOT, "%.4f", metric.getValue()));
    }
    return Path.of(name);
  }

  @Override
  public Saved save() {
    return new Saved(Map.of("best", bestValue), Map.of());
  }

  @Override
  public void restore(Saved saved) {
    bestValue = saved.numbers().getOrDefault("best", bestValue);
  }
}
