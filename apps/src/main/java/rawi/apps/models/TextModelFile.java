package rawi.apps.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.nn.Parameter;
import rawi.nn.saving.Contents;
import rawi.nn.saving.ModelFileException;
import rawi.nn.saving.RawiFile;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.VocabularyFile;

/** What the {@code .rawi} files of models of text have in common: configuration, weights, words. */
public final class TextModelFile {
  private TextModelFile() {}

  /**
   * Writes a model; nothing is left under the name unless all of it is.
   *
   * @param kind of model, which {@link RawiFile#read} asks for
   * @param facts what else to keep: seed, data, metrics, history
   */
  public static void write(
      Path file,
      String kind,
      ObjectNode config,
      Vocabulary vocabulary,
      List<Parameter> parameters,
      Map<String, Object> facts) {
    RawiFile.write(file, contents(kind, config, vocabulary, parameters, facts));
  }

  /** What {@link #write} writes, for a model that has more than that. */
  public static Contents contents(
      String kind,
      ObjectNode config,
      Vocabulary vocabulary,
      List<Parameter> parameters,
      Map<String, Object> facts) {
    Map<String, INDArray> weights = new LinkedHashMap<>();
    for (Parameter p : parameters) {
      weights.put(p.name(), p.value());
    }
    Contents contents =
        Contents.of(kind)
            .withJson(Contents.CONFIG, config)
            .withTensors(Contents.WEIGHTS, weights)
            .withBytes(Contents.VOCABULARY, bytes(vocabulary));
    for (Map.Entry<String, Object> fact : facts.entrySet()) {
      contents = contents.with(fact.getKey(), fact.getValue());
    }
    return contents;
  }

  private static byte[] bytes(Vocabulary vocabulary) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    try {
      VocabularyFile.write(vocabulary, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words.toByteArray();
  }

  /**
   * The words of a model.
   *
   * @param file for the message
   * @throws ModelFileException if they are no vocabulary
   */
  public static Vocabulary vocabulary(Path file, Contents contents) {
    try {
      return VocabularyFile.read(
          new ByteArrayInputStream(contents.bytes(Contents.VOCABULARY)),
          file + ": " + Contents.VOCABULARY);
    } catch (IOException e) {
      throw new ModelFileException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Gives each parameter its saved values.
   *
   * @param file for the message
   * @throws ModelFileException if one is not there in the parameter's shape
   */
  public static void load(Path file, Contents contents, List<Parameter> parameters) {
    Map<String, INDArray> weights = contents.tensors(Contents.WEIGHTS);
    for (Parameter p : parameters) {
      INDArray saved = weights.get(p.name());
      if (saved == null || !saved.equalShapes(p.value())) {
        throw new ModelFileException(
            "%s: %s: expected a tensor %s that fits %s; the file was not written by this version"
                .formatted(file, Contents.WEIGHTS, p.name(), Contents.CONFIG));
      }
      p.value().assign(saved);
    }
  }
}
