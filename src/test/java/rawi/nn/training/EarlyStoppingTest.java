package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback.Decision;

class EarlyStoppingTest {
  private final Layer model = new Dense(1).build(Shape.of(1), new Weights(1, DataType.FLOAT));
  private final Trainer trainer =
      new Trainer(
          model,
          new SparseCategoricalCrossentropy(),
          Adam.of(0.1),
          new Nd4jKernels(),
          new Trainer.Options(9, Optional.empty(), 1),
          List.of());

  /** Ends an epoch with the model's weights at its number. */
  private Decision epoch(EarlyStopping stopping, int number, String metric, double value) {
    model.parameters().forEach(p -> p.value().assign(number));
    return stopping.onEpochEnd(trainer, new EpochReport(number, Map.of(metric, value), 1));
  }

  private double weight() {
    return model.parameters().get(0).value().getDouble(0);
  }

  @Test
  @DisplayName(
      "it stops after patience epochs without a smaller loss and puts back the best weights")
  void loss() {
    EarlyStopping stopping = new EarlyStopping("val_loss", 2);
    assertEquals(Decision.CONTINUE, epoch(stopping, 1, "val_loss", 0.5));
    assertEquals(Decision.CONTINUE, epoch(stopping, 2, "val_loss", 0.6));
    assertEquals(Decision.CONTINUE, epoch(stopping, 3, "val_loss", 0.4));
    assertEquals(Decision.CONTINUE, epoch(stopping, 4, "val_loss", 0.4));
    assertEquals(Decision.STOP, epoch(stopping, 5, "val_loss", Double.NaN));
    assertEquals(5, weight());
    stopping.onTrainEnd(trainer);
    assertEquals(3, weight());
    assertEquals(3, stopping.bestEpoch());
  }

  @Test
  @DisplayName("other metrics are better when larger")
  void accuracy() {
    EarlyStopping stopping = new EarlyStopping("val_accuracy", 1);
    assertEquals(Decision.CONTINUE, epoch(stopping, 1, "val_accuracy", 0.5));
    assertEquals(Decision.CONTINUE, epoch(stopping, 2, "val_accuracy", 0.6));
    assertEquals(Decision.STOP, epoch(stopping, 3, "val_accuracy", 0.6));
    stopping.onTrainEnd(trainer);
    assertEquals(2, weight());
  }

  /** Ends an epoch with the model's weights at its number. */
  private Decision epoch(EarlyStopping stopping, int number, double accuracy, double loss) {
    model.parameters().forEach(p -> p.value().assign(number));
    Map<String, Double> metrics = Map.of("val_accuracy", accuracy, "val_loss", loss);
    return stopping.onEpochEnd(trainer, new EpochReport(number, metrics, 1));
  }

  @Test
  @DisplayName("of epochs with equal accuracy the one with the smallest loss is the best")
  void ties() {
    EarlyStopping stopping = new EarlyStopping("val_accuracy", 3).breakingTies("val_loss");
    epoch(stopping, 1, 0.5, 0.1);
    epoch(stopping, 2, 0.6, 0.9); // better, whatever its loss
    epoch(stopping, 3, 0.6, 0.7);
    EarlyStopping resumed = new EarlyStopping("val_accuracy", 3).breakingTies("val_loss");
    resumed.restore(stopping.save());
    assertEquals(Decision.CONTINUE, resumed.onTrainBegin(trainer));
    assertEquals(Decision.CONTINUE, epoch(resumed, 4, 0.6, 0.8));
    assertEquals(3, resumed.bestEpoch());
    assertEquals(Decision.STOP, epoch(resumed, 5, 0.6, 0.6)); // the third without more accuracy
    resumed.onTrainEnd(trainer);
    assertEquals(5, weight());
    EarlyStopping first = new EarlyStopping("val_accuracy", 3);
    epoch(first, 1, 0.6, 0.9);
    epoch(first, 2, 0.6, 0.7);
    assertEquals(1, first.bestEpoch());
  }

  @Test
  @DisplayName("a new run, perhaps of another network, forgets the one before")
  void again() {
    EarlyStopping stopping = new EarlyStopping("val_loss", 1);
    epoch(stopping, 1, "val_loss", 0.5);
    assertEquals(Decision.STOP, epoch(stopping, 2, "val_loss", 0.6));
    assertEquals(Decision.CONTINUE, stopping.onTrainBegin(trainer));
    assertEquals(0, stopping.bestEpoch());
    model.parameters().forEach(p -> p.value().assign(7));
    stopping.onTrainEnd(trainer);
    assertEquals(7, weight());
    assertEquals(Decision.CONTINUE, epoch(stopping, 3, "val_loss", 0.9));
  }

  @Test
  @DisplayName("without any epoch the weights stay")
  void noEpoch() {
    model.parameters().forEach(p -> p.value().assign(7));
    EarlyStopping stopping = new EarlyStopping("val_loss", 2);
    stopping.onTrainEnd(trainer);
    assertEquals(7, weight());
    assertEquals(0, stopping.bestEpoch());
  }

  @Test
  @DisplayName("saved and restored, it goes on waiting where it was")
  void restored() {
    EarlyStopping stopping = new EarlyStopping("val_loss", 2);
    epoch(stopping, 1, "val_loss", 0.5);
    epoch(stopping, 2, "val_loss", 0.6);
    EarlyStopping later = new EarlyStopping("val_loss", 2);
    later.restore(stopping.save());
    assertEquals(Decision.CONTINUE, later.onTrainBegin(trainer));
    assertEquals(Decision.STOP, epoch(later, 3, "val_loss", 0.55));
    later.onTrainEnd(trainer);
    assertEquals(1, weight());
    EarlyStopping stopped = new EarlyStopping("val_loss", 2);
    stopped.restore(later.save());
    assertEquals(Decision.STOP, stopped.onTrainBegin(trainer));
  }

  @Test
  @DisplayName("a metric that does not exist and a patience of 0 are refused in one line")
  void refusals() {
    Exception metric =
        assertThrows(
            IllegalArgumentException.class,
            () -> epoch(new EarlyStopping("val_loss", 1), 1, "loss", 1));
    assertEquals("no metric is named val_loss; there are loss", metric.getMessage());
    Exception patience =
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping("val_loss", 0));
    assertEquals("patience: expected at least 1, got 0", patience.getMessage());
  }
}
