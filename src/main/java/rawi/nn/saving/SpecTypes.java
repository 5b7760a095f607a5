package rawi.nn.saving;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rawi.nn.Initializer;
import rawi.nn.Model;
import rawi.nn.NamedJunction;
import rawi.nn.NamedLayer;
import rawi.nn.Sequential;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.GlobalAveragePooling1D;
import rawi.nn.layers.GlobalMaxPooling1D;

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
  private final Map<String, Class<?>> byName;
  private final Map<String, Enum<?>> constants;

  private SpecTypes(Map<String, Class<?>> byName, Map<String, Enum<?>> constants) {
    this.byName = byName;
    this.constants = constants;
  }

  /** All of {@code rawi.nn}: models, layers, activations, initializers. */
  public static SpecTypes core() {
    return new SpecTypes(Map.of(), Map.of())
        .with(Model.class, Sequential.class, NamedLayer.class, NamedJunction.class)
        .with(Dense.class, Dropout.class, GlobalAveragePooling1D.class, GlobalMaxPooling1D.class)
        .with(Activations.class)
        .with(Initializer.class.getDeclaredClasses());
  }

  /**
   * Knows these too: records, under their simple names, which are Keras's for its layers, and
   * enums, whose constants stand for themselves in small letters: {@code relu}.
   *
   * @throws IllegalArgumentException if a type is neither, or its name is taken by another
   */
  public SpecTypes with(Class<?>... types) {
    Map<String, Class<?>> more = new LinkedHashMap<>(byName);
    Map<String, Enum<?>> moreConstants = new LinkedHashMap<>(constants);
    for (Class<?> type : types) {
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          put(moreConstants, nameOf((Enum<?>) constant), (Enum<?>) constant);
        }
      } else if (type.isRecord()) {
        put(more, type.getSimpleName(), type);
      } else {
        throw new IllegalArgumentException(
            "%s: expected a record or an enum".formatted(type.getSimpleName()));
      }
    }
    return new SpecTypes(more, moreConstants);
  }

  private static <T> void put(Map<String, T> all, String name, T value) {
    T before = all.putIfAbsent(name, value);
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException(
          "the name %s stands for %s and cannot stand for %s too".formatted(name, before, value));
    }
  }

  /** What a constant is called in files. */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Optional<Class<?>> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<Enum<?>> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  boolean knows(Enum<?> constant) {
    return constants.containsValue(constant);
  }

  /** Whether models with this record can be saved. */
  public boolean knows(Class<?> type) {
    return byName.containsValue(type);
  }

  /** What could stand where a {@code wanted} is expected, for the message of a refusal. */
  List<String> known(Class<?> wanted) {
    return byName.entrySet().stream()
        .filter(e -> wanted.isAssignableFrom(e.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return Arrays.toString(byName.keySet().toArray());
  }
}
