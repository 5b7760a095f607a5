package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.nn.Junction;
import rawi.nn.Model;
import rawi.nn.ModelLayer;
import rawi.nn.Reused;
import rawi.nn.Shape;
import rawi.nn.Wiring;

/**
 * Specs as JSON and back: a record is an object with a field for each component, and with its type
 * where another could stand in its place.
 *
 * <pre>
 * number, text, boolean    themselves
 * constant of an enum      its name in small letters
 * Optional                 its value, or no field
 * List, Map                array, object
 * Shape                    array, null where the size is open
 * Model                    its {@link Wiring}
 * </pre>
 */
final class SpecJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  static final String TYPE = "type";

  private final SpecTypes types;

  SpecJson(SpecTypes types) {
    this.types = types;
  }

  /**
   * A spec as JSON.
   *
   * @throws IllegalArgumentException naming a part whose type is unknown
   */
  JsonNode write(Junction.Spec spec) {
    return write(spec, Junction.Spec.class);
  }

  private JsonNode write(Object value, Type declared) {
    if (value instanceof String text) {
      return JSON.textNode(text);
    } else if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      return JSON.numberNode(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    } else if (value instanceof Enum<?> constant) {
      return constant(constant, declared);
    } else if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(element -> array.add(write(element, argument(declared, 0))));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((k, v) -> object.set(String.valueOf(k), write(v, argument(declared, 1))));
      return object;
    } else if (value instanceof Shape shape) {
      return write(shape);
    }
    return object(value, declared);
  }

  static JsonNode write(Shape shape) {
    ArrayNode dims = JSON.arrayNode();
    shape.dims().forEach(d -> dims.add(d == Shape.ANY ? JSON.nullNode() : JSON.numberNode(d)));
    return dims;
  }

  private static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " cannot be written as JSON");
    }
    return JSON.numberNode(value);
  }

  private JsonNode constant(Enum<?> constant, Type declared) {
    boolean own = declared instanceof Class<?> type && type.isEnum();
    if (!own && !types.knows(constant)) {
      throw unknown(constant.getDeclaringClass());
    }
    return JSON.textNode(SpecTypes.nameOf(constant));
  }

  private JsonNode object(Object value, Type declared) {
    if (value instanceof ModelLayer layer) {
      return object(layer.model(), declared);
    }
    if (value instanceof Reused reused) { // the other model is part of the file
      return object(reused.network().spec(), declared);
    }
    Class<?> type = value.getClass();
    if (!type.isRecord()) {
      throw new IllegalArgumentException(
          "%s is no record and cannot be saved".formatted(described(type)));
    }
    ObjectNode object = JSON.objectNode();
    if (!type.equals(declared)) {
      if (!types.knows(type)) {
        throw unknown(type);
      }
      object.put(TYPE, type.getSimpleName());
    }
    Object written = value instanceof Model model ? Wiring.of(model) : value;
    for (RecordComponent component : written.getClass().getRecordComponents()) {
      Object part = read(written, component);
      Type of = component.getGenericType();
      if (part instanceof Optional<?> optional) {
        Type inner = argument(of, 0);
        optional.ifPresent(v -> object.set(component.getName(), write(v, inner)));
      } else {
        object.set(component.getName(), write(part, of));
      }
    }
    return object;
  }

  private static IllegalArgumentException unknown(Class<?> type) {
    return new IllegalArgumentException(
        "%s cannot be saved: its type is not registered; add it with SpecTypes.with"
            .formatted(described(type)));
  }

  private static String described(Class<?> type) {
    return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
  }

  private static Object read(Object value, RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "%s.%s cannot be read".formatted(described(value.getClass()), component.getName()), e);
    }
  }

  static Type argument(Type type, int index) {
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[index]
        : Object.class;
  }

  /**
   * A spec from JSON.
   *
   * @param where for the message of a refusal
   * @throws IllegalArgumentException naming the place in the JSON
   */
  Junction.Spec read(String where, JsonNode json) {
    return (Junction.Spec) new SpecReader(types).read(where, json, Junction.Spec.class);
  }
}
