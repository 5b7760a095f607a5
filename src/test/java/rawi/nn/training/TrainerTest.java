package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;

class TrainerTest {
  /** Keeps the trainer's state after one epoch, as a checkpoint does, and may end the run there. */
  private static final class Interruption implements Callback {
    private final int at;
    private final Decision then;
    private Optional<TrainingState> state = Optional.empty();

    Interruption(int at, Decision then) {
      this.at = at;
      this.then = then;
    }

    @Override
    public Decision onEpochEnd(Trainer trainer, EpochReport report) {
      if (report.epoch() == at) {
        state = Optional.of(trainer.state());
        return then;
      }
      return Decision.CONTINUE;
    }
  }

  private static void fit(Trainer trainer) {
    trainer.fit(Toy.training(), Optional.of(Toy.validation()));
  }

  private static List<Map<String, Double>> metrics(Trainer trainer) {
    return trainer.history().stream().map(EpochReport::metrics).toList();
  }

  @Test
  @DisplayName("a run stopped after 2 of 5 epochs and resumed reaches the very same weights")
  void resumed() {
    Layer straight = Toy.model(1);
    Trainer whole = Toy.trainer(straight, 5, 3, new EarlyStopping("val_loss", 4));
    fit(whole);

    Interruption stop = new Interruption(2, Callback.Decision.STOP);
    fit(Toy.trainer(Toy.model(1), 5, 3, new EarlyStopping("val_loss", 4), stop));

    Layer other = Toy.model(77); // its own weights must not matter
    Trainer later = Toy.trainer(other, 5, 3, new EarlyStopping("val_loss", 4));
    later.resume(stop.state.orElseThrow());
    assertEquals(2, later.history().size());
    fit(later);

    assertEquals(metrics(whole), metrics(later));
    assertBits(Toy.weights(straight), Toy.weights(other));
    assertEquals(whole.state().iterations(), later.state().iterations());
    assertBits(whole.state().arrays(), later.state().arrays());
  }

  @Test
  @DisplayName("a state is a copy: training on does not change it")
  void stateIsACopy() {
    Interruption keep = new Interruption(1, Callback.Decision.CONTINUE);
    Interruption stop = new Interruption(1, Callback.Decision.STOP);
    fit(Toy.trainer(Toy.model(1), 3, 3, keep));
    fit(Toy.trainer(Toy.model(1), 3, 3, stop));
    Map<String, INDArray> kept = keep.state.orElseThrow().arrays();
    Map<String, INDArray> stopped = stop.state.orElseThrow().arrays();
    assertBits(stopped, kept);
    assertEquals(1, keep.state.orElseThrow().history().size());
  }

  @Test
  @DisplayName("one seed gives one result, another seed another")
  void seeds() {
    List<List<INDArray>> results = new ArrayList<>();
    for (long seed : new long[] {3, 3, 4}) {
      Layer model = Toy.model(1);
      fit(Toy.trainer(model, 2, seed));
      results.add(Toy.weights(model));
    }
    assertBits(results.get(0), results.get(1));
    assertNotEquals(results.get(0), results.get(2));
  }

  @Test
  @DisplayName("it learns: the training loss falls and held-out examples are told apart")
  void learns() {
    Trainer trainer = Toy.trainer(Toy.model(1), 12, 3);
    fit(trainer);
    EpochReport first = trainer.history().get(0);
    EpochReport last = trainer.history().get(11);
    assertTrue(last.metric("loss") < first.metric("loss") / 2, last.toString());
    assertTrue(last.metric("val_accuracy") > 0.8, last.toString());
  }

  @Test
  @DisplayName("early stopping ends with the best epoch's weights; resumed, the run stays ended")
  void earlyStopping() {
    EarlyStopping stopping = new EarlyStopping("val_loss", 2);
    List<List<INDArray>> afterEpoch = new ArrayList<>();
    Callback record =
        new Callback() {
          @Override
          public Decision onEpochEnd(Trainer trainer, EpochReport report) {
            afterEpoch.add(trainer.parameters().stream().map(p -> p.value().dup('c')).toList());
            return Decision.CONTINUE;
          }
        };
    Layer model = Toy.model(1);
    Trainer trainer = Toy.trainer(model, 200, 3, stopping, record);
    fit(trainer);
    int epochs = trainer.history().size();
    assertTrue(epochs < 200, "it never stopped");
    assertEquals(epochs - 2, stopping.bestEpoch());
    List<INDArray> best = afterEpoch.get(stopping.bestEpoch() - 1);
    assertBits(best, Toy.weights(model));
    assertNotEquals(best, afterEpoch.get(epochs - 1));

    Layer other = Toy.model(77);
    Trainer later = Toy.trainer(other, 200, 3, new EarlyStopping("val_loss", 2));
    later.resume(trainer.state());
    fit(later);
    assertEquals(epochs, later.history().size());
    assertBits(best, Toy.weights(other));
  }

  @Test
  @DisplayName("a loss that is not a number ends training with one line that says where")
  void notANumber() {
    Loss real = new SparseCategoricalCrossentropy();
    int[] calls = {0};
    Loss failing =
        (predictions, targets, weights, kernels) -> {
          Loss.Value value = real.of(predictions, targets, weights, kernels);
          return ++calls[0] == 11 ? new Loss.Value(Double.NaN, value.gradient()) : value;
        };
    Trainer trainer = Toy.trainer(Toy.model(1), failing, 5, 3);
    Exception e =
        assertThrows(NumericalFailure.class, () -> trainer.fit(Toy.training(), Optional.empty()));
    assertEquals(
        "the loss became NaN in epoch 2, step 11: every layer's output is finite and the loss is not;"
            + " look at the targets, their weights and the penalties",
        e.getMessage());
    assertEquals(1, trainer.history().size());
  }

  @Test
  @DisplayName("callbacks hear every epoch and every batch, with what is done so far")
  void callbacks() {
    List<String> heard = new ArrayList<>();
    Callback listener =
        new Callback() {
          @Override
          public void onEpochBegin(int epoch, int examples) {
            heard.add("epoch " + epoch + " of " + examples);
          }

          @Override
          public void onBatchEnd(int examples, Map<String, Double> metrics) {
            heard.add(Integer.toString(examples));
          }

          @Override
          public void onTrainEnd(Trainer trainer) {
            heard.add("end");
          }
        };
    Toy.trainer(Toy.model(1), 1, 3, listener).fit(Toy.training(), Optional.empty());
    assertEquals("epoch 1 of 60", heard.get(0));
    assertEquals(10, heard.size()); // 60 examples in batches of 8 are 8 batches
    assertEquals(List.of("60", "end"), heard.subList(8, 10));
  }

  @Test
  @DisplayName("frozen layers stay bit for bit")
  void frozen() {
    Layer model = Toy.model(1);
    List<INDArray> before = Toy.weights(model);
    model.parameters().get(0).setTrainable(false);
    fit(Toy.trainer(model, 1, 3));
    assertBits(before.get(0), model.parameters().get(0).value());
    assertNotEquals(before.get(1), model.parameters().get(1).value());
    assertTrue(model.parameters().stream().skip(1).allMatch(Parameter::trainable));
  }

  @Test
  @DisplayName("a state of another model, and no data, are refused in one line")
  void refusals() {
    TrainingState state = Toy.trainer(Toy.model(1), 1, 3).state();
    TrainingState without = new TrainingState(0, state.history(), state.numbers(), Map.of());
    Trainer trainer = Toy.trainer(Toy.model(1), 1, 3);
    assertEquals(
        "the checkpoint does not fit the model at embedding/embeddings",
        assertThrows(IllegalArgumentException.class, () -> trainer.resume(without)).getMessage());
    Dataset none = SequenceDataset.inOrder(List.of(), new int[0], 8);
    assertEquals(
        "training: expected at least 1 example, got 0",
        assertThrows(IllegalArgumentException.class, () -> trainer.fit(none, Optional.empty()))
            .getMessage());
  }
}
