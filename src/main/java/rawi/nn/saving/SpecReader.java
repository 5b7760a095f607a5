package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Shape;
import rawi.nn.Wiring;

/** The way back of {@link SpecJson}: strict, since what a file says must be what was meant. */
final class SpecReader {
  private final SpecTypes types;

  SpecReader(SpecTypes types) {
    this.types = types;
  }

  /**
   * A value of the declared type.
   *
   * @param where the place of the JSON, for the message of a refusal
   */
  Object read(String where, JsonNode json, Type declared) {
    if (declared instanceof ParameterizedType generic) {
      return collection(where, json, generic);
    }
    if (!(declared instanceof Class<?> type)) {
      throw refused(where, "a value that can be saved", json);
    }
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
    } else if (type.isEnum()) {
      return constant(where, json, type);
    }
    return json.isTextual() ? constantOf(where, json, type) : object(where, json, type);
  }

  private Object collection(String where, JsonNode json, ParameterizedType declared) {
    if (declared.getRawType() == List.class) {
      require(json.isArray(), where, "an array", json);
      List<Object> list = new ArrayList<>();
      for (JsonNode element : json) {
        list.add(read(where + "[" + list.size() + "]", element, SpecJson.argument(declared, 0)));
      }
      return list;
    }
    if (declared.getRawType() == Map.class) {
      require(json.isObject(), where, "an object", json);
      Map<String, Object> map = new LinkedHashMap<>();
      json.properties()
          .forEach(
              e ->
                  map.put(
                      e.getKey(),
                      read(
                          where + "." + e.getKey(), e.getValue(), SpecJson.argument(declared, 1))));
      return map;
    }
    throw refused(where, "a list or a map", json);
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

  /** A constant that stands where any object of its interface could. */
  private Object constantOf(String where, JsonNode json, Class<?> wanted) {
    return types
        .constant(json.textValue())
        .filter(wanted::isInstance)
        .orElseThrow(() -> refused(where, "a known " + wanted.getSimpleName(), json));
  }

  private Object object(String where, JsonNode json, Class<?> declared) {
    require(json.isObject(), where, "an object", json);
    Class<?> type =
        declared.isRecord() && !json.has(SpecJson.TYPE) ? declared : named(where, json, declared);
    if (type == Model.class) {
      Model model = built(where, () -> ((Wiring) record(where, json, Wiring.class)).model());
      return declared == Layer.Spec.class ? built(where, model::asLayer) : model;
    }
    return record(where, json, type);
  }

  private Class<?> named(String where, JsonNode json, Class<?> wanted) {
    String name = json.path(SpecJson.TYPE).asText();
    List<Class<?>> namesakes = types.named(name);
    for (Class<?> type : namesakes) {
      if (wanted.isAssignableFrom(type) || (type == Model.class && wanted == Layer.Spec.class)) {
        return type;
      }
    }
    String known = String.join(", ", types.known(wanted));
    throw new IllegalArgumentException(
        namesakes.isEmpty()
            ? "%s: type '%s' is unknown; known are %s; a newer version may know it, or it must be"
                    .formatted(where, name, known)
                + " registered with SpecTypes.with"
            : "%s: a %s cannot stand here; expected one of %s".formatted(where, name, known));
  }

  private Object record(String where, JsonNode json, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!names.contains(field) && !field.equals(SpecJson.TYPE)) {
                throw new IllegalArgumentException(
                    "%s: %s has no '%s', only %s; it was written by another version"
                        .formatted(where, type.getSimpleName(), field, String.join(", ", names)));
              }
            });
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = component(where, json, components[i]);
    }
    return built(where, () -> construct(type, components, values));
  }

  private Object component(String where, JsonNode json, RecordComponent component) {
    String name = component.getName();
    JsonNode value = json.path(name);
    boolean absent = value.isMissingNode() || value.isNull();
    if (component.getType() == Optional.class) {
      return absent
          ? Optional.empty()
          : Optional.of(
              read(where + "." + name, value, SpecJson.argument(component.getGenericType(), 0)));
    }
    if (absent) {
      throw new IllegalArgumentException(
          "%s: '%s' is missing; it was written by another version".formatted(where, name));
    }
    return read(where + "." + name, value, component.getGenericType());
  }

  private static Object construct(Class<?> type, RecordComponent[] components, Object... values) {
    Class<?>[] signature =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(signature);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalArgumentException(
          "%s cannot be made: %s".formatted(type.getSimpleName(), e.getCause()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " cannot be made", e);
    }
  }

  /** What the value itself refuses gets its place in the file. */
  private static <T> T built(String where, java.util.function.Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(where) ? e : new IllegalArgumentException(where + ": " + message, e);
    }
  }

  private static void require(boolean condition, String where, String expected, JsonNode got) {
    if (!condition) {
      throw refused(where, expected, got);
    }
  }

  private static IllegalArgumentException refused(String where, String expected, JsonNode got) {
    String text = got.toString();
    return new IllegalArgumentException(
        "%s: expected %s, got %s"
            .formatted(where, expected, text.length() > 60 ? text.substring(0, 60) + ".." : text));
  }
}
