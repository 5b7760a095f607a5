package rawi.nn.optimizers;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Arena;
import rawi.nn.optimizers.schedules.Constant;
import rawi.nn.optimizers.schedules.LearningRateSchedule;

/** The learning rate of a running optimizer: its schedule's, or what it was set to since. */
final class LearningRate {
  private static final String KEY = "learning_rate";

  private final LearningRateSchedule schedule;
  private Optional<Constant> set = Optional.empty();

  LearningRate(LearningRateSchedule schedule) {
    this.schedule = schedule;
  }

  double at(long step) {
    return set.<LearningRateSchedule>map(c -> c).orElse(schedule).at(step);
  }

  void set(double learningRate) {
    if (!(schedule instanceof Constant)) {
      throw new IllegalStateException(
          "the learning rate follows %s and cannot be set: start the optimizer with a number"
              .formatted(schedule));
    }
    set = Optional.of(new Constant(learningRate));
  }

  /** What a checkpoint keeps: nothing unless it was set. */
  Map<String, INDArray> arrays() {
    return set.map(c -> Map.of(KEY, outside(c.learningRate()))).orElseGet(Map::of);
  }

  private static INDArray outside(double value) {
    return Arena.outside(() -> Nd4j.createFromArray(value));
  }

  void restore(Map<String, INDArray> arrays) {
    set = Optional.ofNullable(arrays.get(KEY)).map(a -> new Constant(a.getDouble(0)));
  }
}
