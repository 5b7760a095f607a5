package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a {@code .rawi} file holds: its kind, free fields of metadata, and named entries. Immutable:
 * each {@code with} gives a new value. Tensors are not copied; they must not change before the
 * contents are written.
 *
 * <pre>{@code
 * Contents.of("sentiment")
 *     .with("seed", 42)
 *     .withJson(Contents.CONFIG, config)
 *     .withTensors(Contents.WEIGHTS, weights)
 *     .withText(Contents.VOCABULARY, words)
 * }</pre>
 */
public final class Contents {
  /** The entry that says how the model is built. */
  public static final String CONFIG = "config.json";

  /** The entry with the model's parameters. */
  public static final String WEIGHTS = "weights.safetensors";

  /** The entry with the vocabulary. */
  public static final String VOCABULARY = "vocabulary.txt";

  /** Entry names that end so hold tensors. */
  static final String TENSORS = ".safetensors";

  private static final Set<String> RESERVED =
      Set.of("format", "formatVersion", "libraryVersion", "kind", "entries");
  private static final List<String> FIRST = List.of(CONFIG, WEIGHTS, VOCABULARY);
  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]{0,99}";

  private final String source;
  private final String kind;
  private final ObjectNode fields;
  private final Map<String, Part> parts;

  Contents(String source, String kind, ObjectNode fields, Map<String, Part> parts) {
    this.source = source;
    this.kind = kind;
    this.fields = fields;
    this.parts = parts;
  }

  /**
   * Contents without fields and entries.
   *
   * @param kind what the file is for, such as {@code sentiment}: reading can insist on it
   */
  public static Contents of(String kind) {
    return new Contents("contents of kind " + kind, kind, Json.object(), Map.of());
  }

  /**
   * Adds or replaces a field of the metadata.
   *
   * @param value anything that Jackson can write as JSON: a number, a string, a record, a tree
   * @throws IllegalArgumentException when the name is one that the format needs for itself
   */
  public Contents with(String field, Object value) {
    if (RESERVED.contains(field)) {
      throw new IllegalArgumentException(
          "the metadata field '"
              + field
              + "' is written by the format itself: choose another name");
    }
    ObjectNode more = fields.deepCopy();
    more.set(field, Json.tree(value));
    return new Contents(source, kind, more, parts);
  }

  /** Adds or replaces an entry of JSON. */
  public Contents withJson(String entry, JsonNode json) {
    return withBytes(entry, Json.indented(json));
  }

  /** Adds or replaces an entry of text, written in UTF-8. */
  public Contents withText(String entry, String text) {
    return withBytes(entry, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds or replaces an entry of bytes; the name must not end in {@code .safetensors}. */
  public Contents withBytes(String entry, byte[] bytes) {
    if (entry.endsWith(TENSORS)) {
      throw new IllegalArgumentException(
          "entry '" + entry + "' must hold tensors, as its name says: choose another name");
    }
    return with(entry, new Part.Bytes(bytes));
  }

  /** Adds or replaces an entry of tensors; the name must end in {@code .safetensors}. */
  public Contents withTensors(String entry, Map<String, INDArray> tensors) {
    if (!entry.endsWith(TENSORS)) {
      throw new IllegalArgumentException(
          "entry '" + entry + "' holds tensors: its name must end in " + TENSORS);
    }
    return with(entry, new Part.Tensors(Safetensors.of(tensors)));
  }

  private Contents with(String entry, Part part) {
    if (!entry.matches(NAME) || entry.equals(RawiFile.METADATA)) {
      throw new IllegalArgumentException(
          "entry '"
              + entry
              + "': expected a name of letters, digits, '.', '_' and '-', not "
              + RawiFile.METADATA);
    }
    var more = new LinkedHashMap<>(parts);
    more.put(entry, part);
    return new Contents(source, kind, fields, more);
  }

  /** What the file is for. */
  public String kind() {
    return kind;
  }

  /** A copy of all free fields of the metadata. */
  public ObjectNode fields() {
    return fields.deepCopy();
  }

  /** One free field of the metadata. */
  public Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name)).map(JsonNode::deepCopy);
  }

  /**
   * The names of the entries, in the order of the file: configuration, weights, vocabulary, rest.
   */
  public List<String> names() {
    var names = new ArrayList<>(FIRST);
    names.retainAll(parts.keySet());
    parts.keySet().stream().filter(name -> !FIRST.contains(name)).forEach(names::add);
    return names;
  }

  public boolean has(String entry) {
    return parts.containsKey(entry);
  }

  /**
   * The tensors of an entry, in their order.
   *
   * @throws ModelFileException when there is no such entry
   */
  public Map<String, INDArray> tensors(String entry) {
    if (part(entry) instanceof Part.Tensors tensors) {
      return tensors.tensors().tensors();
    }
    throw ModelFileException.in(source, "%s: holds no tensors", entry);
  }

  /**
   * One tensor of an entry.
   *
   * @throws ModelFileException when there is no such entry, or no such tensor in it
   */
  public INDArray tensor(String entry, String name) {
    var tensors = tensors(entry);
    return Optional.ofNullable(tensors.get(name))
        .orElseThrow(
            () ->
                ModelFileException.in(
                    source, "%s: has no tensor %s, only %s", entry, name, tensors.keySet()));
  }

  /**
   * The bytes of an entry.
   *
   * @throws ModelFileException when there is no such entry
   */
  public byte[] bytes(String entry) {
    if (part(entry) instanceof Part.Bytes bytes) {
      return bytes.bytes();
    }
    throw ModelFileException.in(source, "%s: holds tensors, expected bytes", entry);
  }

  /**
   * The JSON of an entry.
   *
   * @throws ModelFileException when there is no such entry, or it is no JSON
   */
  public JsonNode json(String entry) {
    return Json.parse(source + ": " + entry, bytes(entry));
  }

  /**
   * The text of an entry.
   *
   * @throws ModelFileException when there is no such entry, or it is not UTF-8
   */
  public String text(String entry) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(entry))).toString();
    } catch (CharacterCodingException e) {
      throw new ModelFileException(source + ": " + entry + ": is not UTF-8 text", e);
    }
  }

  Part part(String entry) {
    return Optional.ofNullable(parts.get(entry))
        .orElseThrow(
            () -> ModelFileException.in(source, "has no entry %s, only %s", entry, names()));
  }

  @Override
  public String toString() {
    return source + " " + names();
  }
}
