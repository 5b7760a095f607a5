package rawi.apps.caption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.caption.data.CaptionVocabulary;
import rawi.apps.caption.features.ImageEncoder;
import rawi.apps.caption.network.CaptionNetwork;
import rawi.apps.caption.network.DecoderConfig;
import rawi.apps.caption.network.Join;
import rawi.apps.models.KnownTypes;
import rawi.apps.models.TextModelFile;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.VocabularyFile;
import rawi.vision.applications.Preprocessing;

/**
 * A captioner as a {@code .rawi} file: its encoder as any model's file, with its words, what it is
 * made of among the metadata, and the decoders' weights beside the encoder's.
 */
final class CaptionFile {
  private static final String CAPTION = "caption";
  private static final String DECODERS = "decoders.safetensors";

  private CaptionFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param facts what else to keep: seed, data, metrics, history
   */
  static void write(Path file, CaptionModel model, Map<String, Object> facts) {
    Map<String, INDArray> weights = new LinkedHashMap<>();
    for (Parameter p : model.network().decoderParameters()) {
      weights.put(p.name(), p.value());
    }
    Contents contents =
        ModelFile.of(KnownTypes.all())
            .contents(model.encoder().network())
            .with(CAPTION, json(model.config()))
            .withTensors(DECODERS, weights)
            .withBytes(Contents.VOCABULARY, bytes(model.vocabulary()));
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      contents = contents.with(fact.getKey(), fact.getValue());
    }
    RawiFile.write(file, contents);
  }

  private static byte[] bytes(CaptionVocabulary vocabulary) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    try {
      VocabularyFile.write(vocabulary.words(), words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.toByteArray();
  }

  /**
   * Reads a model.
   *
   * @param release run when the model is closed
   * @throws ModelFileException if the file is not a whole captioner of a known version
   */
  static CaptionModel read(Path file, Kernels kernels, Runnable release) {
    Contents contents = RawiFile.read(file, ModelFile.KIND);
    JsonNode json =
        contents
            .field(CAPTION)
            .orElseThrow(
                () ->
                    new ModelFileException(
                        file
                            + ": expected a model of 'rawi caption train', got one without a"
                            + " language"));
    Network encoder = ModelFile.of(KnownTypes.all()).network(file.toString(), contents);
    CaptionConfig config = config(file, json);
    CaptionVocabulary vocabulary = vocabulary(file, contents);
    ImageEncoder images =
        new ImageEncoder(
            config.encoder(), config.preprocessing(), encoder, config.encoderIdentity());
    if (vocabulary.size() != config.decoder().words()
        || encoder.outputs().get(0).rank() != 3
        || images.places() != config.decoder().places()
        || images.channels() != config.decoder().channels()) {
      throw new ModelFileException(
          "%s: its vocabulary or encoder does not fit its decoders; the file was not written by this version"
              .formatted(file));
    }
    CaptionNetwork network = network(file, config);
    load(file, contents, network);
    return new CaptionModel(config, vocabulary, images, network, kernels, release);
  }

  private static CaptionVocabulary vocabulary(Path file, Contents contents) {
    try {
      return new CaptionVocabulary(TextModelFile.vocabulary(file, contents));
    } catch (ModelFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + e.getMessage(), e);
    }
  }

  private static CaptionNetwork network(Path file, CaptionConfig config) {
    try {
      return CaptionNetwork.build(
          Optional.empty(), config.decoder(), config.members(), Weights.undrawn(DataType.FLOAT));
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + CAPTION + ": " + e.getMessage(), e);
    }
  }

  private static void load(Path file, Contents contents, CaptionNetwork network) {
    Map<String, INDArray> weights = contents.tensors(DECODERS);
    for (Parameter p : network.decoderParameters()) {
      INDArray saved = weights.get(p.name());
      if (saved == null || !saved.equalShapes(p.value())) {
        throw new ModelFileException(
            "%s: %s: expected a tensor %s that fits the decoders; the file was not written by this version"
                .formatted(file, DECODERS, p.name()));
      }
      p.value().assign(saved);
    }
  }

  private static ObjectNode json(CaptionConfig config) {
    DecoderConfig d = config.decoder();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("language", config.lang());
    json.put("encoder", config.encoder());
    json.put("preprocessing", config.preprocessing().name());
    json.put("encoderSha256", config.encoderIdentity());
    json.put("join", d.join().toString());
    json.put("words", d.words());
    json.put("places", d.places());
    json.put("channels", d.channels());
    json.put("units", d.units());
    json.put("embeddingDim", d.embeddingDim());
    json.put("attentionDim", d.attentionDim());
    json.put("dropout", d.dropout());
    json.put("imageDropout", d.imageDropout());
    json.put("tied", d.tied());
    json.put("evenness", d.evenness());
    json.put("members", config.members());
    json.put("beam", config.beam());
    json.put("lengthPower", config.lengthPower());
    json.put("maxWords", config.maxWords());
    return json;
  }

  private static CaptionConfig config(Path file, JsonNode json) {
    try {
      return new CaptionConfig(
          json.required("language").asText(),
          json.required("encoder").asText(),
          Preprocessing.valueOf(json.required("preprocessing").asText()),
          json.required("encoderSha256").asText(),
          new DecoderConfig(
              Join.of(json.required("join").asText()),
              json.required("words").asInt(),
              json.required("places").asInt(),
              json.required("channels").asInt(),
              json.required("units").asInt(),
              json.required("embeddingDim").asInt(),
              json.required("attentionDim").asInt(),
              json.required("dropout").asDouble(),
              json.required("imageDropout").asDouble(),
              json.required("tied").asBoolean(),
              json.required("evenness").asDouble()),
          json.required("members").asInt(),
          json.required("beam").asInt(),
          json.required("lengthPower").asDouble(),
          json.required("maxWords").asInt());
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(file + ": " + CAPTION + ": " + e.getMessage(), e);
    }
  }
}
