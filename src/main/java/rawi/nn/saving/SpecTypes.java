package rawi.nn.saving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The types that a saved model may be made of, each under the name that files have for it: a table,
 * so that a file can never name a class to be loaded. Immutable; whoever has layers of their own
 * adds them.
 *
 * <pre>{@code
 * SpecTypes types = SpecTypes.core().with(Embedding.class, LSTM.class, MyLayer.class);
 * }</pre>
 */
public final class SpecTypes {
  private final Map<String, List<Class<?>>> byName;
  private final Map<String, Enum<?>> constants;

  private SpecTypes(Map<String, List<Class<?>>> byName, Map<String, Enum<?>> constants) {
    this.byName = byName;
    this.constants = constants;
  }

  /** All of {@code rawi.nn}: models, layers, activations, initializers, constraints. */
  public static SpecTypes core() {
    return CoreTypes.addedTo(new SpecTypes(Map.of(), Map.of()));
  }

  /**
   * Knows these too: records, under their simple names, which are Keras's for its layers, and
   * enums, whose constants stand for themselves in small letters: {@code relu}. A layer and an
   * activation may have one name, two layers may not.
   *
   * @throws IllegalArgumentException if a type is neither, or its name is taken by another
   */
  public SpecTypes with(Class<?>... types) {
    Map<String, List<Class<?>>> more = new LinkedHashMap<>(byName);
    Map<String, Enum<?>> moreConstants = new LinkedHashMap<>(constants);
    for (Class<?> type : types) {
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          put(moreConstants, (Enum<?>) constant);
        }
      } else if (type.isRecord()) {
        put(more, type);
      } else {
        throw new IllegalArgumentException(
            "%s: expected a record or an enum".formatted(type.getSimpleName()));
      }
    }
    return new SpecTypes(more, moreConstants);
  }

  private static void put(Map<String, Enum<?>> all, Enum<?> constant) {
    Enum<?> before = all.putIfAbsent(nameOf(constant), constant);
    if (before != null && before != constant) {
      throw taken(nameOf(constant), before.getDeclaringClass(), constant.getDeclaringClass());
    }
  }

  private static void put(Map<String, List<Class<?>>> all, Class<?> type) {
    List<Class<?>> namesakes = new ArrayList<>(all.getOrDefault(type.getSimpleName(), List.of()));
    if (namesakes.contains(type)) {
      return;
    }
    for (Class<?> before : namesakes) {
      if (shareAnInterface(before, type)) {
        throw taken(type.getSimpleName(), before, type);
      }
    }
    namesakes.add(type);
    all.put(type.getSimpleName(), List.copyOf(namesakes));
  }

  private static boolean shareAnInterface(Class<?> one, Class<?> other) {
    for (Class<?> of : one.getInterfaces()) {
      if (of.isAssignableFrom(other) || shareAnInterface(of, other)) {
        return true;
      }
    }
    return false;
  }

  private static IllegalArgumentException taken(String name, Class<?> before, Class<?> type) {
    return new IllegalArgumentException(
        "the name %s stands for %s and cannot stand for %s too"
            .formatted(name, before.getName(), type.getName()));
  }

  /** What a constant is called in files. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** All that have the name. */
  List<Class<?>> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  Optional<Enum<?>> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  boolean knows(Enum<?> constant) {
    return constants.containsValue(constant);
  }

  /** Whether models with this record can be saved. */
  public boolean knows(Class<?> type) {
    return named(type.getSimpleName()).contains(type);
  }

  /** What could stand where a {@code wanted} is expected, for the message of a refusal. */
  List<String> known(Class<?> wanted) {
    return byName.values().stream()
        .flatMap(List::stream)
        .filter(wanted::isAssignableFrom)
        .map(Class::getSimpleName)
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return "types " + byName.keySet();
  }
}
