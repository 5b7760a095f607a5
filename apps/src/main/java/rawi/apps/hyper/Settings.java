package rawi.apps.hyper;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values of hyper-parameters, each in its canonical form.
 *
 * @param values by name, in the order of the description
 */
public record Settings(Map<String, String> values) {
  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value of that name, which must be there. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no hyper-parameter '" + name + "'");
    }
    return value;
  }

  /** The value as a whole number. */
  public int whole(String name) {
    return Integer.parseInt(text(name));
  }

  /** The value as a number. */
  public double real(String name) {
    return Double.parseDouble(text(name));
  }

  /** The same with one value changed. */
  public Settings with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Settings(changed);
  }

  /** These of them. */
  public Settings only(Collection<String> names) {
    Map<String, String> some = new LinkedHashMap<>();
    names.forEach(name -> some.put(name, text(name)));
    return new Settings(some);
  }

  /** Those that another has otherwise. */
  public Settings without(Settings other) {
    Map<String, String> some = new LinkedHashMap<>(values);
    some.entrySet().removeIf(v -> v.getValue().equals(other.values.get(v.getKey())));
    return new Settings(some);
  }

  /** Numbers as numbers, all else as text: for JSON. */
  public Map<String, Object> typed() {
    Map<String, Object> typed = new LinkedHashMap<>();
    values.forEach((name, value) -> typed.put(name, typed(value)));
    return typed;
  }

  private static Object typed(String value) {
    if (value.matches("-?\\d+")) {
      return Long.valueOf(value);
    }
    return value.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? (Object) Double.valueOf(value) : value;
  }

  /** As options of a command line: {@code --units 32 --layer lstm}. */
  public String asOptions() {
    return values.entrySet().stream()
        .map(v -> "--" + v.getKey() + " " + v.getValue())
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(v -> v.getKey() + "=" + v.getValue())
        .collect(Collectors.joining(" "));
  }
}
