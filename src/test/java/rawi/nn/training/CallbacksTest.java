package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
  private static Trainer trainer(Callback... callbacks) {
    return Toy.trainer(Toy.model(1), 3, 3, callbacks);
  }

  /** The learning rates after epochs of these losses. */
  private static List<Double> rates(ReduceLROnPlateau plateau, Trainer trainer, double... losses) {
    List<Double> rates = new ArrayList<>();
    for (double loss : losses) {
      plateau.onEpochEnd(trainer, new EpochReport(1, Map.of("val_loss", loss), 1));
      rates.add(trainer.learningRate());
    }
    return rates;
  }

  @Test
  @DisplayName("on a plateau the learning rate falls by its factor, then cools down, never too far")
  void plateau() {
    ReduceLROnPlateau.Options options = new ReduceLROnPlateau.Options(0.5, 2, 1, 0.004);
    ReduceLROnPlateau plateau = new ReduceLROnPlateau(Monitor.of("val_loss"), options);
    Trainer trainer = trainer(); // at 0.02
    assertEquals(
        List.of(0.02, 0.02, 0.01), rates(plateau, trainer, 1, 1, 1)); // two epochs no better
    // Keras counts the epoch in which the cooldown ends
    assertEquals(List.of(0.01, 0.005), rates(plateau, trainer, 1, 1));
    ReduceLROnPlateau resumed = new ReduceLROnPlateau(Monitor.of("val_loss"), options);
    resumed.restore(plateau.save());
    assertEquals(List.of(0.005, 0.004), rates(resumed, trainer, 1, 1));
    assertEquals(List.of(0.004, 0.004, 0.004), rates(resumed, trainer, 1, 1, 1));
    assertEquals(List.of(0.004), rates(resumed, trainer, 0.5));
  }

  @Test
  @DisplayName("a new run forgets the best value, the waiting and the cooldown of the one before")
  void plateauOfANewRun() {
    ReduceLROnPlateau plateau = plateau(1, 3);
    Trainer trainer = trainer(); // at 0.02
    assertEquals(List.of(0.02, 0.01), rates(plateau, trainer, 0.5, 0.5)); // and cools down
    plateau.onTrainBegin(trainer);
    assertEquals(List.of(0.01, 0.005), rates(plateau, trainer, 1, 1));
    ReduceLROnPlateau waiting = plateau(2, 0);
    assertEquals(List.of(0.005, 0.005), rates(waiting, trainer, 1, 1));
    waiting.onTrainBegin(trainer);
    assertEquals(List.of(0.005, 0.0025), rates(waiting, trainer, Double.NaN, Double.NaN));
  }

  private static ReduceLROnPlateau plateau(int patience, int cooldown) {
    return new ReduceLROnPlateau(
        Monitor.of("val_loss"), new ReduceLROnPlateau.Options(0.5, patience, cooldown, 0));
  }

  @Test
  @DisplayName("a schedule sets the rate of each epoch from its number and the rate before")
  void scheduler() {
    List<Double> seen = new ArrayList<>();
    Callback schedule =
        new LearningRateScheduler((epoch, before) -> epoch == 1 ? before : before / 2);
    Callback spy =
        new Callback() {
          @Override
          public Decision onEpochEnd(Trainer trainer, EpochReport report) {
            seen.add(trainer.learningRate());
            return Decision.CONTINUE;
          }
        };
    trainer(schedule, spy).fit(Toy.validation(), Optional.empty());
    assertEquals(List.of(0.02, 0.01, 0.005), seen);
  }

  @Test
  @DisplayName("the table of epochs is whole after each of them")
  void csv(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("h.csv");
    List<Integer> lines = new ArrayList<>();
    Callback spy =
        new Callback() {
          @Override
          public Decision onEpochEnd(Trainer trainer, EpochReport report) {
            lines.add(lines(file).size());
            return Decision.CONTINUE;
          }
        };
    Trainer trainer = trainer(new CSVLogger(file), spy);
    trainer.fit(Toy.training(), Optional.of(Toy.validation()));
    assertEquals(List.of(2, 3, 4), lines);
    assertEquals("epoch,loss,accuracy,val_loss,val_accuracy,seconds", lines(file).get(0));
    assertTrue(lines(file).get(3).startsWith("3," + trainer.history().get(2).metric("loss")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("what is better depends on the metric's name, and on how much is a change")
  void monitors() {
    assertTrue(Monitor.of("val_loss").better(0.1, 0.2));
    assertTrue(Monitor.of("val_mean_absolute_error").better(0.1, 0.2));
    assertTrue(Monitor.of("val_accuracy").better(0.2, 0.1));
    assertFalse(Monitor.of("val_loss").withMinDelta(0.1).better(0.15, 0.2));
    assertFalse(Monitor.of("val_loss").better(Double.NaN, 0.2));
    assertTrue(new Monitor("surprise", true, 0).better(0.1, 0.2));
  }

  @Test
  @DisplayName("early stopping may leave the last weights as they are")
  void withoutRestoring() {
    EarlyStopping stopping = new EarlyStopping(Monitor.of("loss"), 1, false);
    Trainer trainer = trainer();
    stopping.onEpochEnd(trainer, new EpochReport(1, Map.of("loss", 1.0), 1));
    trainer.parameters().get(0).value().assign(7);
    assertEquals(
        Callback.Decision.STOP,
        stopping.onEpochEnd(trainer, new EpochReport(2, Map.of("loss", 2.0), 1)));
    stopping.onTrainEnd(trainer);
    assertEquals(7, trainer.parameters().get(0).value().getDouble(0));
    assertEquals(1, stopping.bestEpoch());
    assertTrue(stopping.save().arrays().isEmpty());
  }

  @Test
  @DisplayName("options without sense are refused")
  void refusals() {
    assertEquals(
        "factor: expected a number in (0, 1), got 1.0",
        assertThrows(
                IllegalArgumentException.class, () -> new ReduceLROnPlateau.Options(1, 1, 0, 0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Monitor.of("loss").withMinDelta(Double.NaN));
  }
}
