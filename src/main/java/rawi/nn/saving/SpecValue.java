package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rawi.nn.Shape;

/** Numbers, texts, constants and shapes out of JSON: the way back of {@link SpecJson} for these. */
final class SpecValue {
  private static final Set<Class<?>> SIMPLE =
      Set.of(
          Shape.class,
          String.class,
          boolean.class,
          Boolean.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class);

  private SpecValue() {}

  static boolean isSimple(Class<?> type) {
    return SIMPLE.contains(type) || type.isEnum();
  }

  /**
   * A value of a simple type.
   *
   * @throws IllegalArgumentException naming the place, what was expected and what came
   */
  static Object read(String where, JsonNode json, Class<?> type) {
    if (type == Shape.class) {
      return shape(where, json);
    } else if (type == String.class) {
      require(json.isTextual(), where, "a text", json);
      return json.textValue();
    } else if (type == boolean.class || type == Boolean.class) {
      require(json.isBoolean(), where, "true or false", json);
      return json.booleanValue();
    } else if (type == int.class || type == Integer.class) {
      require(json.canConvertToInt() && json.isIntegralNumber(), where, "a whole number", json);
      return json.intValue();
    } else if (type == long.class || type == Long.class) {
      require(json.canConvertToLong() && json.isIntegralNumber(), where, "a whole number", json);
      return json.longValue();
    } else if (type == double.class || type == Double.class) {
      require(json.isNumber(), where, "a number", json);
      return json.doubleValue();
    }
    return constant(where, json, type);
  }

  private static Shape shape(String where, JsonNode json) {
    require(json.isArray(), where, "a shape such as [null, 64]", json);
    long[] dims = new long[json.size()];
    for (int i = 0; i < dims.length; i++) {
      JsonNode dim = json.get(i);
      boolean size = dim.isIntegralNumber() && dim.canConvertToLong() && dim.longValue() > 0;
      require(dim.isNull() || size, where, "sizes of at least 1, or null", json);
      dims[i] = dim.isNull() ? Shape.ANY : dim.longValue();
    }
    return Shape.of(dims);
  }

  private static Object constant(String where, JsonNode json, Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = SpecTypes.nameOf((Enum<?>) constant);
      if (json.isTextual() && json.textValue().equals(name)) {
        return constant;
      }
      names.add(name);
    }
    throw refused(where, "one of " + String.join(", ", names), json);
  }

  static void require(boolean condition, String where, String expected, JsonNode got) {
    if (!condition) {
      throw refused(where, expected, got);
    }
  }

  static IllegalArgumentException refused(String where, String expected, JsonNode got) {
    String text = got.toString();
    return new IllegalArgumentException(
        "%s: expected %s, got %s"
            .formatted(where, expected, text.length() > 60 ? text.substring(0, 60) + ".." : text));
  }
}
