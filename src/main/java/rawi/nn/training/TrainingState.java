package rawi.nn.training;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Everything that a later process needs to go on as if training had never stopped. Random draws
 * depend on the seed, the epoch and the step alone, so no generator's state is among it.
 *
 * @param iterations optimizer steps done
 * @param history the reports of the epochs done
 * @param numbers the callbacks' numbers, {@code callback/<index>/<name>}
 * @param arrays weights, {@code model/<name>}; moments, {@code optimizer/<name>}; the callbacks'
 *     arrays, {@code callback/<index>/<name>}
 */
public record TrainingState(
    long iterations,
    List<EpochReport> history,
    Map<String, Double> numbers,
    Map<String, INDArray> arrays) {
  public TrainingState {
    history = List.copyOf(history);
    numbers = Map.copyOf(numbers);
    arrays = Map.copyOf(arrays);
  }
}
