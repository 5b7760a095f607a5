package rawi.nn.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.saving.Contents;

/**
 * The state of a training run within a {@code .rawi} file.
 *
 * <pre>
 * training.json         steps done, the reports of the epochs, numbers of the callbacks
 * training.safetensors  arrays of optimizer and callbacks; the model's too, where the file has no
 *                       weights.safetensors
 * </pre>
 */
public final class TrainingEntry {
  private static final String STATE = "training.json";
  private static final String ARRAYS = "training.safetensors";
  private static final String MODEL = "model/";

  private TrainingEntry() {}

  /** These contents, and the state. */
  public static Contents add(Contents contents, TrainingState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("iterations", state.iterations());
    json.set("numbers", written(state.numbers()));
    var epochs = json.putArray("epochs");
    for (EpochReport report : state.history()) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("epoch", report.epoch());
      epoch.put("seconds", report.seconds());
      epoch.set("metrics", written(report.metrics()));
    }
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    state.arrays().keySet().stream()
        .sorted()
        .filter(name -> !contents.has(Contents.WEIGHTS) || !name.startsWith(MODEL))
        .forEach(
            name ->
                Optional.ofNullable(state.arrays().get(name)).ifPresent(a -> arrays.put(name, a)));
    return contents.withJson(STATE, json).withTensors(ARRAYS, arrays);
  }

  /** Numbers as JSON; those that JSON has no numbers for as texts. */
  private static ObjectNode written(Map<String, Double> numbers) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    numbers.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            json.put(name, value);
          } else {
            json.put(name, Double.toString(value));
          }
        });
    return json;
  }

  /** The state, if there is one. */
  public static Optional<TrainingState> in(Contents contents) {
    if (!contents.has(STATE)) {
      return Optional.empty();
    }
    JsonNode json = contents.json(STATE);
    List<EpochReport> history = new ArrayList<>();
    for (JsonNode epoch : json.path("epochs")) {
      history.add(
          new EpochReport(
              epoch.path("epoch").asInt(),
              numbers(epoch.path("metrics")),
              epoch.path("seconds").asDouble()));
    }
    Map<String, INDArray> arrays = new HashMap<>(contents.tensors(ARRAYS));
    if (contents.has(Contents.WEIGHTS)) {
      contents.tensors(Contents.WEIGHTS).forEach((name, a) -> arrays.put(MODEL + name, a));
    }
    return Optional.of(
        new TrainingState(
            json.path("iterations").asLong(), history, numbers(json.path("numbers")), arrays));
  }

  private static Map<String, Double> numbers(JsonNode json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    json.properties().forEach(e -> numbers.put(e.getKey(), Double.valueOf(e.getValue().asText())));
    return numbers;
  }
}
