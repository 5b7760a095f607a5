package rawi.apps.caption.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the image comes to the words. */
public enum Join {
  /** As the state before the first word. */
  INIT,
  /** As what is read before the first word (Vinyals and others 2015, equation 10). */
  FIRST,
  /** By looking at its places before each word (Xu and others 2015). */
  ATTENTION;

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static Join of(String name) {
    return Arrays.stream(values())
        .filter(join -> join.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "join: expected one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(Join::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
