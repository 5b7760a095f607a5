package rawi.apps.hyper;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One hyper-parameter of an application.
 *
 * @param name its option is {@code --name}
 * @param label what help shows for a value, such as {@code N}
 * @param description what it is, a sentence
 * @param space what values it may have
 * @param of its value in the application's options
 * @param <O> the application's options
 */
public record HyperParameter<O>(
    String name, String label, String description, Space space, Function<O, Object> of) {

  /** A whole number. */
  public static <O> HyperParameter<O> whole(
      String name, String description, Space space, Function<O, Object> of) {
    return new HyperParameter<>(name, "N", description, space, of);
  }

  /**
   * A whole number between two bounds, which a search tries by its logarithm where they are far
   * apart.
   */
  public static <O> HyperParameter<O> whole(
      String name, String description, int low, int high, Function<O, Object> of) {
    return whole(name, description, new Space.Whole(low, high, high >= 4 * low), of);
  }

  /** A number. */
  public static <O> HyperParameter<O> real(
      String name, String description, Space space, Function<O, Object> of) {
    return new HyperParameter<>(name, "R", description, space, of);
  }

  /** One of some values. */
  public static <O> HyperParameter<O> choice(
      String name, String description, Function<O, Object> of, Object... all) {
    Space.Choice space = Space.Choice.of(all);
    return new HyperParameter<>(name, String.join("|", space.names()), description, space, of);
  }

  /**
   * A value in the form in which it is kept.
   *
   * @throws IllegalArgumentException if it is none, beginning with the name
   */
  public String canonical(String text) {
    return named(() -> space.canonical(text));
  }

  /**
   * The values between two bounds.
   *
   * @throws IllegalArgumentException if there are none, beginning with the name
   */
  public Space within(String low, String high) {
    return named(() -> space.within(low, high));
  }

  private <T> T named(Supplier<T> checked) {
    try {
      return checked.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
