package rawi.tokenize.subwords;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of a JSON file that knows where it stands, so that a refusal can say so in one line.
 *
 * @param path such as {@code model.merges[3]}; empty for the whole file
 */
record JsonPlace(String file, String path, JsonNode node) {
  private static final int SHOWN = 60;

  /** What a field holds; a missing one reads as null. */
  JsonPlace field(String name) {
    JsonNode child = node.path(name);
    return new JsonPlace(file, path.isEmpty() ? name : path + "." + name, child);
  }

  /** Null or not there. */
  boolean isAbsent() {
    return node.isNull() || node.isMissingNode();
  }

  List<JsonPlace> elements() throws IOException {
    if (!node.isArray()) {
      throw expected("a list");
    }
    List<JsonPlace> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new JsonPlace(file, path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  Set<Map.Entry<String, JsonNode>> fields() throws IOException {
    if (!node.isObject()) {
      throw expected("an object");
    }
    return node.properties();
  }

  String text() throws IOException {
    if (!node.isTextual()) {
      throw expected("a string");
    }
    return node.textValue();
  }

  int id() throws IOException {
    if (!node.isInt() || node.intValue() < 0 || node.intValue() > TokenizerJson.LARGEST_ID) {
      throw expected("an id, 0 to " + TokenizerJson.LARGEST_ID);
    }
    return node.intValue();
  }

  double number() throws IOException {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw expected("a number");
    }
    return node.doubleValue();
  }

  /** A field that is true or false, {@code otherwise} when it is not there. */
  boolean flag(String name, boolean otherwise) throws IOException {
    JsonPlace flag = field(name);
    if (flag.isAbsent()) {
      return otherwise;
    }
    if (!flag.node.isBoolean()) {
      throw flag.expected("true or false");
    }
    return flag.node.booleanValue();
  }

  /** The field {@code type}, by which the format names a kind. */
  String type() throws IOException {
    if (!node.isObject()) {
      throw expected("an object with a type");
    }
    return field("type").text();
  }

  /** Refuses a field that is there, and not false, 0 or empty. */
  void requireUnused(String name, String why) throws IOException {
    JsonPlace used = field(name);
    boolean off =
        used.isAbsent()
            || (used.node.isBoolean() && !used.node.booleanValue())
            || (used.node.isNumber() && Math.signum(used.node.doubleValue()) == 0)
            || (used.node.isTextual() && used.node.textValue().isEmpty());
    if (!off) {
      throw used.refused(used.shown() + ": " + why);
    }
  }

  IOException expected(String what) {
    return refused("expected " + what + ", got " + shown());
  }

  /** One line: the file, the place, the reason. */
  IOException refused(String reason) {
    String line = file + (path.isEmpty() ? "" : ": " + path) + ": " + reason;
    return new IOException(line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "));
  }

  private String shown() {
    if (node.isMissingNode()) {
      return "nothing";
    }
    if (node.isObject() && node.path("type").isTextual()) {
      return "the type " + node.path("type").textValue();
    }
    String json = node.toString();
    return json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json;
  }
}
