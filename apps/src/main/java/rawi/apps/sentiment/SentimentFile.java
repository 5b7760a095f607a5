package rawi.apps.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.models.TextModelFile;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.Language;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordTokenizer;

/** A sentiment model as a {@code .rawi} file. */
final class SentimentFile {
  private static final String KIND = "sentiment";

  private SentimentFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, SentimentModel model, Map<String, Object> facts) {
    TextModelFile.write(
        file,
        KIND,
        json(model.config()),
        model.encoder().vocabulary(),
        model.network().parameters(),
        facts);
  }

  /**
   * Reads a model.
   *
   * @param release run when the model is closed
   * @throws ModelFileException if the file is not a whole sentiment model of a known version
   */
  static SentimentModel read(Path file, Kernels kernels, Runnable release) {
    Contents contents = RawiFile.read(file, KIND);
    SentimentConfig config = config(file, contents.json(Contents.CONFIG));
    Vocabulary vocabulary = TextModelFile.vocabulary(file, contents);
    Layer network =
        config
            .network(vocabulary.size())
            .spec()
            .build(Shape.of(Shape.ANY), new Weights(0, DataType.FLOAT));
    TextModelFile.load(file, contents, network.parameters());
    TextEncoder encoder = new TextEncoder(WordTokenizer.of(config.language()), vocabulary);
    return new SentimentModel(config, encoder, network, kernels, release);
  }

  private static ObjectNode json(SentimentConfig config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("language", config.language().name());
    json.put("layer", config.layer().toString());
    json.put("units", config.units());
    json.put("embeddingDim", config.embeddingDim());
    json.put("dropout", config.dropout());
    json.put("wordDropout", config.wordDropout());
    config.labels().forEach(json.putArray("labels")::add);
    json.put("temperature", config.temperature());
    return json;
  }

  private static SentimentConfig config(Path file, JsonNode json) {
    try {
      List<String> labels = new ArrayList<>();
      json.required("labels").forEach(label -> labels.add(label.asText()));
      return new SentimentConfig(
          Language.of(json.required("language").asText()),
          RecurrentLayer.of(json.required("layer").asText()),
          json.required("units").asInt(),
          json.required("embeddingDim").asInt(),
          json.required("dropout").asDouble(),
          json.required("wordDropout").asDouble(),
          labels,
          json.required("temperature").asDouble());
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + Contents.CONFIG + ": " + e.getMessage(), e);
    }
  }
}
