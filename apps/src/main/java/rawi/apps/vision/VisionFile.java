package rawi.apps.vision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rawi.apps.models.KnownTypes;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.vision.applications.Preprocessing;
import rawi.vision.images.ImageDataset.Form;

/**
 * A classifier of images as a {@code .rawi} file: any model's file, with the classes and the size
 * of images among its metadata.
 */
final class VisionFile {
  private static final String VISION = "vision";
  private static final String PREPROCESSING = "preprocessing";

  private VisionFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, VisionModel model, Map<String, Object> facts) {
    Contents contents =
        ModelFile.of(KnownTypes.all()).contents(model.network()).with(VISION, json(model));
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      contents = contents.with(fact.getKey(), fact.getValue());
    }
    RawiFile.write(file, contents);
  }

  /**
   * Reads a model.
   *
   * @param release run when the model is closed
   * @throws ModelFileException if the file is not a whole model of a known version, or one that
   *     does not classify images
   */
  static VisionModel read(Path file, Kernels kernels, Runnable release) {
    Contents contents = RawiFile.read(file, ModelFile.KIND);
    JsonNode json =
        contents
            .field(VISION)
            .orElseThrow(
                () ->
                    new ModelFileException(
                        file
                            + ": expected a model of 'rawi vision train', got one without the"
                            + " classes and the size of its images"));
    Network network = ModelFile.of(KnownTypes.all()).network(file.toString(), contents);
    VisionConfig config = config(file, json);
    Form form = config.form();
    Shape image = Shape.of(form.height(), form.width(), form.channels());
    if (!network.inputs().equals(List.of(image))
        || !network.outputs().equals(List.of(Shape.of(config.classes().size())))) {
      throw new ModelFileException(
          "%s: expected a network from images %s to %d classes, got one from %s to %s; the file was not written by this version"
              .formatted(
                  file, image, config.classes().size(), network.inputs(), network.outputs()));
    }
    return new VisionModel(config, preprocessing(file, json), network, kernels, release);
  }

  private static ObjectNode json(VisionModel model) {
    VisionConfig config = model.config();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("architecture", config.architecture());
    json.put("height", config.form().height());
    json.put("width", config.form().width());
    json.put("channels", config.form().channels());
    json.put("crop", config.form().crop());
    json.put(PREPROCESSING, model.preprocessing().name());
    config.classes().forEach(json.putArray("classes")::add);
    return json;
  }

  /** Files of before do not tell it: their networks prepare images themselves. */
  private static Preprocessing preprocessing(Path file, JsonNode json) {
    String name = json.path(PREPROCESSING).asText(Preprocessing.NONE.name());
    return Stream.of(Preprocessing.values())
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFileException(
                    "%s: %s: unknown %s '%s'; the file was written by a later version"
                        .formatted(file, VISION, PREPROCESSING, name)));
  }

  private static VisionConfig config(Path file, JsonNode json) {
    try {
      List<String> classes = new ArrayList<>();
      json.required("classes").forEach(label -> classes.add(label.asText()));
      return new VisionConfig(
          json.required("architecture").asText(),
          classes,
          new Form(
              json.required("height").asInt(),
              json.required("width").asInt(),
              json.required("channels").asInt(),
              json.required("crop").asBoolean()));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + VISION + ": " + e.getMessage(), e);
    }
  }
}
