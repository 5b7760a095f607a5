package rawi.apps.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Space;

/**
 * One hyper-parameter that a search varies.
 *
 * @param values those to be tried; empty where they are drawn from a range
 * @param range what is drawn from, if values are not given
 */
record Dimension(String name, List<String> values, Optional<Space> range) {
  Dimension {
    values = List.copyOf(values);
  }

  /**
   * What {@code NAME=V1,V2..} or {@code NAME=LOW..HIGH} says.
   *
   * @throws IllegalArgumentException if it says nothing, or names what is not known
   */
  static Dimension parse(String text, HyperParameters<?> known) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException(
          "--grid: expected NAME=V1,V2 or NAME=LOW..HIGH, got '%s'".formatted(text));
    }
    HyperParameter<?> parameter = known.named(text.substring(0, equals).strip());
    String given = text.substring(equals + 1);
    int dots = given.indexOf("..");
    if (dots >= 0) {
      Space range = parameter.within(given.substring(0, dots), given.substring(dots + 2));
      return new Dimension(parameter.name(), List.of(), Optional.of(range));
    }
    List<String> values = new ArrayList<>();
    for (String value : given.split(",", -1)) {
      String canonical = parameter.canonical(value);
      if (values.contains(canonical)) {
        throw new IllegalArgumentException(
            "%s: %s stands twice in the grid".formatted(parameter.name(), canonical));
      }
      values.add(canonical);
    }
    return new Dimension(parameter.name(), values, Optional.empty());
  }

  /** A hyper-parameter over the range that its description names. */
  static Dimension whole(HyperParameter<?> parameter) {
    return new Dimension(parameter.name(), List.of(), Optional.of(parameter.space()));
  }

  /** One value at random. */
  String draw(SplittableRandom random) {
    return range.isPresent() ? range.get().draw(random) : values.get(random.nextInt(values.size()));
  }

  /** Whether its values are numbers, so that they can stand on an axis. */
  boolean numeric() {
    return range.isPresent()
        ? range.get().type() != String.class
        : values.stream().allMatch(Dimension::isNumber);
  }

  private static boolean isNumber(String value) {
    return Arrays.stream(value.split("", -1)).allMatch("0123456789.-E"::contains);
  }

  @Override
  public String toString() {
    return name + "=" + range.map(Object::toString).orElse(String.join(",", values));
  }
}
