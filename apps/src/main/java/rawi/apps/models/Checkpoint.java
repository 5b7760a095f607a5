package rawi.apps.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rawi.apps.cli.Failure;
import rawi.nn.saving.Contents;
import rawi.nn.saving.RawiFile;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingEntry;
import rawi.nn.training.TrainingState;

/**
 * Keeps the state of a training run in a file, written anew after each epoch: what {@code --resume}
 * goes on from. It comes after the callbacks that keep a state, so that it sees what they decided.
 *
 * @param file beside the model that is being made
 * @param kind of the file, such as {@code sentiment-checkpoint}
 * @param run what identifies the run: a checkpoint of other data or options is refused
 */
public record Checkpoint(Path file, String kind, Map<String, Object> run) implements Callback {
  private static final String RUN = "run";

  /** The file beside a model. */
  public static Path beside(Path model) {
    return model.resolveSibling(model.getFileName() + ".checkpoint");
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    RawiFile.write(file, TrainingEntry.add(Contents.of(kind).with(RUN, run), trainer.state()));
    return Decision.CONTINUE;
  }

  /**
   * What was written last.
   *
   * @throws Failure if there is none, or it belongs to another run
   */
  public TrainingState read() {
    if (!Files.exists(file)) {
      throw new Failure(file + ": there is no such checkpoint to resume; start without --resume");
    }
    Contents contents = RawiFile.read(file, kind);
    requireSame(run(contents), run(Contents.of(kind).with(RUN, run)));
    return TrainingEntry.in(contents)
        .orElseThrow(() -> new Failure(file + ": holds no training; start without --resume"));
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
                    before.isMissingNode() ? "unknown" : text(before),
                    text(fact.getValue())));
      }
    }
  }

  /** A list as JSON, all else without quotes. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
