package rawi.apps.sentiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.models.TextModelFile;
import rawi.apps.sentiment.wide.WidePart;
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
  private static final String WIDE = "wide.safetensors";

  private SentimentFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, SentimentModel model, Map<String, Object> facts) {
    Contents contents =
        TextModelFile.contents(
            KIND,
            json(model.config()),
            model.encoder().vocabulary(),
            model.network().parameters(),
            facts);
    RawiFile.write(
        file,
        model.wide().map(part -> contents.withTensors(WIDE, part.tensors())).orElse(contents));
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
            .build(Shape.of(Shape.ANY), Weights.undrawn(DataType.FLOAT));
    TextModelFile.load(file, contents, network.parameters());
    TextEncoder encoder =
        new TextEncoder(WordTokenizer.of(config.language()), vocabulary, Optional.empty())
            .forNetwork(config);
    return new SentimentModel(
        config, encoder, network, wide(file, contents, config), kernels, release);
  }

  /** A file without one is of a model that had none. */
  private static Optional<WidePart> wide(Path file, Contents contents, SentimentConfig config) {
    if (!contents.names().contains(WIDE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(WidePart.of(contents.tensors(WIDE), config.labels().size()));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + WIDE + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(SentimentConfig config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("language", config.language().name());
    json.put("layer", config.layer().toString());
    json.put("units", config.units());
    json.put("embeddingDim", config.embeddingDim());
    json.put("ngramBuckets", config.ngramBuckets());
    json.put("dropout", config.dropout());
    json.put("wordDropout", config.wordDropout());
    config.labels().forEach(json.putArray("labels")::add);
    json.put("recurrentShare", config.joint().share());
    json.put("temperature", config.joint().temperature());
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
          json.path("ngramBuckets").asInt(0), // a file from before there were any has none
          json.required("dropout").asDouble(),
          json.required("wordDropout").asDouble(),
          labels,
          new Joint(
              json.path("recurrentShare").asDouble(1), json.required("temperature").asDouble()));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + Contents.CONFIG + ": " + e.getMessage(), e);
    }
  }
}
