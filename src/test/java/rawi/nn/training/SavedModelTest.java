package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.models.KnownTypes;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.SpecTypes;

/** Models out of files, and training that goes on from them. */
class SavedModelTest {
  private static final SpecTypes TYPES = KnownTypes.all();
  private static final Kernels FAST = new CpuKernels(new Workers(2));

  @TempDir private Path folder;

  private static Network network(long seed) {
    return Network.of(Toy.spec(), Shape.of(Shape.ANY), new Weights(seed, DataType.FLOAT));
  }

  private static Recipe recipe() {
    return Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.02))
        .with(SparseCategoricalAccuracy::new);
  }

  @Test
  @DisplayName("a loaded model gives the same outputs, and goes on learning to the same weights")
  void goesOn() {
    Training straight = Training.of(network(1), recipe(), FAST);
    straight.fit(Toy.training(), Trainer.Options.epochs(2));
    Path file = folder.resolve("m.rawi");
    straight.save(file, TYPES);
    Training loaded = Training.load(file, TYPES, recipe(), FAST);
    assertBits(straight.network().weights(), loaded.network().weights());
    assertEquals(straight.evaluate(Toy.validation()), loaded.evaluate(Toy.validation()));
    List<EpochReport> one = straight.fit(Toy.training(), Trainer.Options.epochs(2));
    List<EpochReport> other = loaded.fit(Toy.training(), Trainer.Options.epochs(2));
    assertEquals(metrics(one), metrics(other));
    assertBits(straight.network().weights(), loaded.network().weights());

    Training without = Training.of(SavedModel.read(file, TYPES).network(), recipe(), FAST);
    without.fit(Toy.training(), Trainer.Options.epochs(2)); // its optimizer begins anew
    assertNotEquals(straight.network().weights(), without.network().weights());
  }

  private static List<Map<String, Double>> metrics(List<EpochReport> epochs) {
    return epochs.stream().map(EpochReport::metrics).toList();
  }

  @Test
  @DisplayName(
      "a run that is resumed from a checkpoint file reaches the weights of one that was not stopped")
  void resumed() {
    Network straight = network(1);
    new Trainer(straight, recipe(), FAST, Trainer.Options.epochs(5), callbacks(straight, "a"))
        .fit(Toy.training(), Optional.of(Toy.validation()));
    Network stopped = network(1);
    new Trainer(stopped, recipe(), FAST, Trainer.Options.epochs(2), callbacks(stopped, "b"))
        .fit(Toy.training(), Optional.of(Toy.validation()));

    SavedModel saved = SavedModel.read(folder.resolve("b-02.rawi"), TYPES);
    Trainer later =
        new Trainer(
            saved.network(),
            recipe(),
            FAST,
            Trainer.Options.epochs(5),
            callbacks(saved.network(), "b"));
    later.resume(saved.state().orElseThrow());
    assertEquals(2, later.history().size());
    later.fit(Toy.training(), Optional.of(Toy.validation()));
    assertBits(straight.weights(), saved.network().weights());
    assertEquals(
        SavedModel.read(folder.resolve("a-05.rawi"), TYPES).state().orElseThrow().numbers(),
        SavedModel.read(folder.resolve("b-05.rawi"), TYPES).state().orElseThrow().numbers());
  }

  private List<Callback> callbacks(Network network, String name) {
    return List.of(
        new ReduceLROnPlateau(
            Monitor.of("val_loss").withMinDelta(1),
            new ReduceLROnPlateau.Options(0.5, 1, 1, 0.001)),
        new EarlyStopping("val_loss", 4),
        ModelCheckpoint.of(folder.resolve(name + "-{epoch}.rawi"), network, TYPES));
  }

  @Test
  @DisplayName("a checkpoint after each epoch, or the best only, whole or weights alone")
  void checkpoints() throws IOException {
    Network network =
        Network.of(Sequential.of(new Dense(1)), Shape.of(1), new Weights(1, DataType.FLOAT));
    Trainer trainer = new Trainer(network, recipe(), FAST, Trainer.Options.epochs(1), List.of());
    Callback each =
        ModelCheckpoint.ofWeights(folder.resolve("w-{epoch}-{val_loss}.safetensors"), network);
    Callback best =
        ModelCheckpoint.of(folder.resolve("best.rawi"), network, TYPES)
            .bestOnly(Monitor.of("val_loss"));
    double[] losses = {0.5, 0.25, 0.75};
    for (int epoch = 1; epoch <= 3; epoch++) {
      int number = epoch;
      network.parameters().forEach(p -> p.value().assign(number));
      EpochReport report = new EpochReport(epoch, Map.of("val_loss", losses[epoch - 1]), 1);
      each.onEpochEnd(trainer, report);
      best.onEpochEnd(trainer, report);
    }
    Network kept = SavedModel.read(folder.resolve("best.rawi"), TYPES).network();
    assertEquals(2, kept.parameters().get(0).value().getDouble(0));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of(
              "best.rawi",
              "w-01-0.5000.safetensors",
              "w-02-0.2500.safetensors",
              "w-03-0.7500.safetensors"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    Callback resumed =
        ModelCheckpoint.of(folder.resolve("best.rawi"), network, TYPES)
            .bestOnly(Monitor.of("val_loss"));
    resumed.restore(best.save());
    resumed.onEpochEnd(trainer, new EpochReport(4, Map.of("val_loss", 0.3), 1));
    kept = SavedModel.read(folder.resolve("best.rawi"), TYPES).network();
    assertEquals(2, kept.parameters().get(0).value().getDouble(0));
  }

  @Test
  @DisplayName("what a checkpoint cannot save, and where it cannot, is said before training")
  void refusedAtOnce() {
    Network network = network(1);
    Training training = Training.of(network, recipe(), FAST);
    Path file = folder.resolve("no-such-folder").resolve("m.rawi");
    Callback elsewhere = ModelCheckpoint.of(file, network, TYPES);
    Callback unknown = ModelCheckpoint.of(folder.resolve("m.rawi"), network, SpecTypes.core());
    assertContains(
        "does not exist", assertThrows(ModelFileException.class, () -> fit(training, elsewhere)));
    assertContains(
        "cannot be saved: its type is not registered",
        assertThrows(IllegalArgumentException.class, () -> fit(training, unknown)));
    assertEquals(0, training.trainer(Trainer.Options.epochs(1)).state().iterations());
  }

  private static void fit(Training training, Callback callback) {
    training.fit(Toy.training(), Trainer.Options.epochs(1), callback);
  }

  private static void assertContains(String part, Exception e) {
    assertTrue(String.valueOf(e.getMessage()).contains(part), e.toString());
  }

  @Test
  @DisplayName("numbers that JSON has none for are kept too")
  void notFinite() {
    Network network = network(1);
    TrainingState state =
        new TrainingState(
            3,
            List.of(new EpochReport(1, Map.of("loss", Double.NaN), 0.5)),
            Map.of("callback/0/best", Double.POSITIVE_INFINITY),
            Map.of());
    Path file = folder.resolve("m.rawi");
    SavedModel.write(file, network, state, TYPES);
    TrainingState read = SavedModel.read(file, TYPES).state().orElseThrow();
    assertEquals(Map.of("callback/0/best", Double.POSITIVE_INFINITY), read.numbers());
    assertTrue(Double.isNaN(read.history().get(0).metric("loss")));
    assertFalse(read.arrays().isEmpty());
  }

  @Test
  @DisplayName("a model saved without its training is read all the same")
  void withoutState() {
    Network network =
        Network.of(
            Sequential.of(new Dense(2), new Dropout(0.5)),
            Shape.of(3),
            new Weights(1, DataType.FLOAT));
    Path file = folder.resolve("m.rawi");
    rawi.nn.saving.ModelFile.of(TYPES).write(file, network);
    assertTrue(SavedModel.read(file, TYPES).state().isEmpty());
  }
}
