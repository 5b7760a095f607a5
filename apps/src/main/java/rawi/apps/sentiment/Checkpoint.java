package rawi.apps.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rawi.apps.cli.Failure;
import rawi.nn.saving.Contents;
import rawi.nn.saving.RawiFile;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingState;

/**
 * Keeps the state of a training run in a file, written anew after each epoch: what {@code --resume}
 * goes on from. It comes after the callbacks that keep a state, so that it sees what they decided.
 *
 * @param file beside the model that is being made
 * @param run what identifies the run: a checkpoint of other data or options is refused
 */
record Checkpoint(Path file, Map<String, Object> run) implements Callback {
  private static final String KIND = "sentiment-checkpoint";
  private static final String RUN = "run";
  private static final String HISTORY = "history.json";

  static Path beside(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    write(trainer.state());
    return Decision.CONTINUE;
  }

  private void write(TrainingState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("iterations", state.iterations());
    state.numbers().forEach(json.putObject("numbers")::put);
    var epochs = json.putArray("epochs");
    for (EpochReport report : state.history()) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("epoch", report.epoch());
      epoch.put("seconds", report.seconds());
      report.metrics().forEach(epoch.putObject("metrics")::put);
    }
    RawiFile.write(
        file,
        Contents.of(KIND)
            .with(RUN, run)
            .withJson(HISTORY, json)
            .withTensors(Contents.WEIGHTS, state.arrays()));
  }

  /**
   * What was written last.
   *
   * @throws Failure if there is none, or it belongs to another run
   */
  TrainingState read() {
    if (!Files.exists(file)) {
      throw new Failure(file + ": there is no such checkpoint to resume; start without --resume");
    }
    Contents contents = RawiFile.read(file, KIND);
    requireSame(run(contents), run(Contents.of(KIND).with(RUN, run)));
    JsonNode json = contents.json(HISTORY);
    Map<String, Double> numbers = numbers(json.path("numbers"));
    List<EpochReport> history = new ArrayList<>();
    for (JsonNode epoch : json.path("epochs")) {
      history.add(
          new EpochReport(
              epoch.path("epoch").asInt(),
              numbers(epoch.path("metrics")),
              epoch.path("seconds").asDouble()));
    }
    return new TrainingState(
        json.path("iterations").asLong(), history, numbers, contents.tensors(Contents.WEIGHTS));
  }

  private static JsonNode run(Contents contents) {
    return contents.field(RUN).orElse(JsonNodeFactory.instance.objectNode());
  }

  private void requireSame(JsonNode then, JsonNode now) {
    for (Map.Entry<String, JsonNode> fact : now.properties()) {
      JsonNode before = then.path(fact.getKey());
      if (fact.getValue().isObject()) {
        requireSame(before, fact.getValue());
      } else if (!before.equals(fact.getValue())) {
        throw new Failure(
            "%s: was made with %s %s, this run has %s; resume with the same data and options"
                .formatted(
                    file,
                    fact.getKey(),
                    before.isMissingNode() ? "unknown" : before.asText(),
                    fact.getValue().asText()));
      }
    }
  }

  private static Map<String, Double> numbers(JsonNode json) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    json.properties().forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asDouble()));
    return numbers;
  }
}
