package rawi.apps.nextword;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.Language;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.VocabularyFile;

/** A next-word model as a {@code .rawi} file. */
final class NextWordFile {
  private static final String KIND = "nextword";

  private NextWordFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, NextWordModel model, Map<String, Object> facts) {
    Map<String, INDArray> weights = new LinkedHashMap<>();
    for (Parameter p : model.network().parameters()) {
      weights.put(p.name(), p.value());
    }
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    try {
      VocabularyFile.write(model.vocabulary(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Contents contents =
        Contents.of(KIND)
            .withJson(Contents.CONFIG, json(model.config()))
            .withTensors(Contents.WEIGHTS, weights)
            .withBytes(Contents.VOCABULARY, words.toByteArray());
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      contents = contents.with(fact.getKey(), fact.getValue());
    }
    RawiFile.write(file, contents);
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
    Map<String, INDArray> weights = contents.tensors(Contents.WEIGHTS);
    for (Parameter p : network.parameters()) {
      INDArray saved = weights.get(p.name());
      if (saved == null || !saved.equalShapes(p.value())) {
        throw new ModelFileException(
            "%s: %s: expected a tensor %s that fits %s; the file was not written by this version"
                .formatted(file, Contents.WEIGHTS, p.name(), Contents.CONFIG));
      }
      p.value().assign(saved);
    }
    return new NextWordModel(config, vocabulary, network, kernels, release);
  }

  private static Vocabulary vocabulary(Path file, Contents contents) {
    try {
      Vocabulary vocabulary =
          VocabularyFile.read(
              new ByteArrayInputStream(contents.bytes(Contents.VOCABULARY)),
              file + ": " + Contents.VOCABULARY);
      if (!vocabulary.specials().equals(List.of(Corpus.END))) {
        throw new ModelFileException(
            "%s: %s: expected the special word %s, got %s"
                .formatted(file, Contents.VOCABULARY, Corpus.END, vocabulary.specials()));
      }
      return vocabulary;
    } catch (IOException e) {
      throw new ModelFileException(String.valueOf(e.getMessage()), e);
    }
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
              Language.of(json.required("language").asText())),
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
