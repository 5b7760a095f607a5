package rawi.apps.nextword;

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
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.Language;
import rawi.tokenize.Vocabulary;

/** A next-word model as a {@code .rawi} file. */
final class NextWordFile {
  private static final String KIND = "nextword";
  private static final String SUBWORDS = "subwords";

  private NextWordFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, NextWordModel model, Map<String, Object> facts) {
    TextModelFile.write(
        file, KIND, json(model.config()), model.vocabulary(), model.network().parameters(), facts);
  }

  /**
   * Reads a model.
   *
   * @param release run when the model is closed
   * @throws ModelFileException if the file is not a whole next-word model of a known version
   */
  static NextWordModel read(Path file, Kernels kernels, Runnable release) {
    Contents contents = RawiFile.read(file, KIND);
    NextWordConfig config = config(file, contents.json(Contents.CONFIG));
    Vocabulary vocabulary = vocabulary(file, contents);
    LanguageModel network = network(file, config, vocabulary);
    TextModelFile.load(file, contents, network.parameters());
    try {
      return new NextWordModel(config, vocabulary, network, kernels, release);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + Contents.CONFIG + ": " + e.getMessage(), e);
    }
  }

  private static Vocabulary vocabulary(Path file, Contents contents) {
    Vocabulary vocabulary = TextModelFile.vocabulary(file, contents);
    if (!vocabulary.specials().equals(List.of(Corpus.END))) {
      throw new ModelFileException(
          "%s: %s: expected the special word %s, got %s"
              .formatted(file, Contents.VOCABULARY, Corpus.END, vocabulary.specials()));
    }
    return vocabulary;
  }

  private static LanguageModel network(Path file, NextWordConfig config, Vocabulary vocabulary) {
    try {
      return LanguageModel.build(config, vocabulary.size(), Weights.undrawn(DataType.FLOAT));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + Contents.CONFIG + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode json(NextWordConfig config) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("language", config.cut().language().name());
    json.put("tokenizer", config.cut().kind().toString());
    config.cut().subwords().ifPresent(subwords -> json.set(SUBWORDS, subwords.json()));
    json.put("layer", config.layer().toString());
    json.put("layers", config.layers());
    json.put("units", config.units());
    json.put("embeddingDim", config.embeddingDim());
    json.put("tied", config.tied());
    json.put("dropout", config.dropout());
    config.cutoffs().forEach(json.putArray("cutoffs")::add);
    return json;
  }

  private static NextWordConfig config(Path file, JsonNode json) {
    try {
      List<Integer> cutoffs = new ArrayList<>();
      json.required("cutoffs").forEach(cutoff -> cutoffs.add(cutoff.asInt()));
      return new NextWordConfig(
          new WordCut(
              WordCut.Kind.of(json.required("tokenizer").asText()),
              Language.of(json.required("language").asText()),
              Optional.ofNullable(json.get(SUBWORDS)).map(s -> Subwords.of(s, SUBWORDS))),
          RecurrentLayer.of(json.required("layer").asText()),
          json.required("layers").asInt(),
          json.required("units").asInt(),
          json.required("embeddingDim").asInt(),
          json.required("tied").asBoolean(),
          json.required("dropout").asDouble(),
          cutoffs);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + Contents.CONFIG + ": " + e.getMessage(), e);
    }
  }
}
