package rawi.nn.training;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What listens to training and may end it. */
public interface Callback {
  /** Whether training goes on. */
  enum Decision {
    CONTINUE,
    STOP
  }

  /** Before the first epoch, or the first after a resumption. */
  default Decision onTrainBegin(Trainer trainer) {
    return Decision.CONTINUE;
  }

  /** Before each epoch, which is counted from 1. */
  default void onEpochBegin(int epoch, int examples) {}

  /**
   * After each step.
   *
   * @param examples how many of the epoch's were used so far
   * @param metrics loss and metrics over them, by name
   */
  default void onBatchEnd(int examples, Map<String, Double> metrics) {}

  /** After each epoch and its validation. */
  default Decision onEpochEnd(Trainer trainer, EpochReport report) {
    return Decision.CONTINUE;
  }

  /** After the last epoch, however it came to be the last. */
  default void onTrainEnd(Trainer trainer) {}

  /** What a checkpoint must keep of this callback. */
  default Saved save() {
    return new Saved(Map.of(), Map.of());
  }

  /** Goes on from what {@link #save()} gave. */
  default void restore(Saved saved) {}

  /** Numbers and arrays, each by name. */
  record Saved(Map<String, Double> numbers, Map<String, INDArray> arrays) {}
}
