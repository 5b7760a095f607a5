package rawi.nn.saving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as the files of this package hold it: UTF-8, one value, no name twice in an object. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);
  private static final ObjectWriter COMPACT = MAPPER.writer();

  /** Lines end with \n on every system, so that the same contents make the same bytes. */
  private static final ObjectWriter INDENTED =
      MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] compact(JsonNode node) {
    return bytes(COMPACT, node);
  }

  /** For people who open the file: indented, and ending with a line break. */
  static byte[] indented(JsonNode node) {
    byte[] text = bytes(INDENTED, node);
    byte[] line = new byte[text.length + 1];
    System.arraycopy(text, 0, line, 0, text.length);
    line[text.length] = '\n';
    return line;
  }

  /** A value as the tree that reading its JSON gives, so that what is saved equals what is read. */
  static JsonNode tree(Object value) {
    try {
      return READER.readValue(bytes(COMPACT, value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * @param source the file and the place in it, for the message of a refusal
   */
  static ObjectNode parseObject(String source, byte[] bytes) {
    if (parse(source, bytes) instanceof ObjectNode object) {
      return object;
    }
    throw ModelFileException.in(source, "expected a JSON object in braces");
  }

  static JsonNode parse(String source, byte[] bytes) {
    try {
      JsonNode node = READER.readValue(bytes);
      if (!node.isMissingNode()) {
        return node;
      }
      throw ModelFileException.in(source, "expected JSON, got nothing");
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new ModelFileException(
          source
              + ": expected JSON, got an error at byte "
              + (at == null ? "?" : at.getByteOffset())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new ModelFileException(source + ": expected JSON in UTF-8: " + e.getMessage(), e);
    }
  }
}
