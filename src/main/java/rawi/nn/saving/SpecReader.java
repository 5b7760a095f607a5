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
import java.util.function.Supplier;
import rawi.nn.Layer;
import rawi.nn.Model;
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
      throw SpecValue.refused(where, "a value that can be saved", json);
    }
    if (SpecValue.isSimple(type)) {
      return SpecValue.read(where, json, type);
    }
    return json.isTextual() ? constantOf(where, json, type) : object(where, json, type);
  }

  private Object collection(String where, JsonNode json, ParameterizedType declared) {
    if (declared.getRawType() == List.class) {
      SpecValue.require(json.isArray(), where, "an array", json);
      List<Object> list = new ArrayList<>();
      for (JsonNode element : json) {
        list.add(read(where + "[" + list.size() + "]", element, SpecJson.argument(declared, 0)));
      }
      return list;
    }
    if (declared.getRawType() == Map.class) {
      SpecValue.require(json.isObject(), where, "an object", json);
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
    throw SpecValue.refused(where, "a list or a map", json);
  }

  /** A constant that stands where any object of its interface could. */
  private Object constantOf(String where, JsonNode json, Class<?> wanted) {
    return types
        .constant(json.textValue())
        .filter(wanted::isInstance)
        .orElseThrow(() -> SpecValue.refused(where, "a known " + wanted.getSimpleName(), json));
  }

  private Object object(String where, JsonNode json, Class<?> declared) {
    SpecValue.require(json.isObject(), where, "an object", json);
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
  private static <T> T built(String where, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(where) ? e : new IllegalArgumentException(where + ": " + message, e);
    }
  }
}
