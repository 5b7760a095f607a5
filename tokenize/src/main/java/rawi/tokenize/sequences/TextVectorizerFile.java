package rawi.tokenize.sequences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.VocabularyFile;

/**
 * A {@link TextVectorizer} as UTF-8 text, to be saved alone or as a part of a model: the settings
 * as JSON on the first line, then the vocabulary in the form of {@link VocabularyFile}.
 */
public final class TextVectorizerFile {
  private static final String KIND = "rawi text vectorization 1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TextVectorizerFile() {}

  /** Writes to {@code out}, which stays open. */
  public static void write(TextVectorizer vectorizer, OutputStream out) throws IOException {
    TextVectorization settings = vectorizer.settings();
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", KIND);
    settings.maxTokens().ifPresent(most -> json.put("maxTokens", most));
    json.put("minCount", settings.minCount());
    json.put("standardize", name(settings.standardize()));
    json.put("split", name(settings.split()));
    settings.ngrams().forEach(json.putArray("ngrams")::add);
    settings.sequences().length().ifPresent(length -> json.put("outputSequenceLength", length));
    json.put("padding", name(settings.sequences().padding()));
    json.put("truncation", name(settings.sequences().truncation()));
    json.put("paddingValue", settings.sequences().value());
    json.put("padToMaxTokens", settings.padToMaxTokens());
    json.put("documents", vectorizer.documents());
    var inTexts = json.putArray("documentCounts");
    for (int id = 2; id < vectorizer.vocabulary().size(); id++) {
      inTexts.add(vectorizer.documentCount(id));
    }
    out.write((JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
    VocabularyFile.write(vectorizer.vocabulary(), out);
  }

  /**
   * Reads what {@link #write} wrote, to the end of {@code in}.
   *
   * @param name stands in error messages
   * @throws IOException in one line, when it is something else
   */
  public static TextVectorizer read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readAllBytes();
    int stop = 0;
    while (stop < bytes.length && bytes[stop] != '\n') {
      stop++;
    }
    JsonNode json = settings(new String(bytes, 0, stop, StandardCharsets.UTF_8), name);
    int rest = Math.min(stop + 1, bytes.length);
    Vocabulary vocabulary =
        VocabularyFile.read(
            new ByteArrayInputStream(bytes, rest, bytes.length - rest), name + " after line 1");
    try {
      int[] inTexts = new int[vocabulary.size() - 2];
      if (json.required("documentCounts").size() != inTexts.length || inTexts.length == 0) {
        throw new IllegalArgumentException(
            "documentCounts: expected one for each of %d words, got %d"
                .formatted(inTexts.length, json.required("documentCounts").size()));
      }
      for (int i = 0; i < inTexts.length; i++) {
        inTexts[i] = json.required("documentCounts").get(i).asInt();
      }
      return new TextVectorizer(
          settings(json), vocabulary, json.required("documents").asInt(), inTexts);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ", line 1: " + e.getMessage(), e);
    }
  }

  private static JsonNode settings(String line, String name) throws IOException {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.path("kind").asText().equals(KIND)) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(name + ", line 1: expected settings as JSON, got something else", e);
    }
    throw new IOException(name + ", line 1: expected the settings of a " + KIND);
  }

  private static TextVectorization settings(JsonNode json) {
    List<Integer> ngrams = new ArrayList<>();
    json.required("ngrams").forEach(width -> ngrams.add(width.asInt()));
    return new TextVectorization(
        number(json.path("maxTokens")),
        json.required("minCount").asInt(),
        constant(Standardize.class, json, "standardize"),
        constant(Split.class, json, "split"),
        ngrams,
        new PadSequences(
            number(json.path("outputSequenceLength")),
            constant(Side.class, json, "padding"),
            constant(Side.class, json, "truncation"),
            json.required("paddingValue").asInt()),
        json.required("padToMaxTokens").asBoolean());
  }

  private static OptionalInt number(JsonNode node) {
    return node.isInt() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String field) {
    String text = json.required(field).asText();
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%s: expected one of %s, got '%s'"
            .formatted(
                field, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), text));
  }
}
