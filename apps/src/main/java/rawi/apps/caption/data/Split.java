package rawi.apps.caption.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an image is there for. */
public enum Split {
  /** To learn from. */
  TRAIN,
  /** To choose settings and the end of training by. */
  VALID,
  /** To be judged on. */
  TEST;

  /**
   * The one of that name: {@code train}, {@code valid} or {@code test}.
   *
   * @throws IllegalArgumentException with the names there are
   */
  public static Split of(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "split: expected one of %s, got '%s'".formatted(names(), name)));
  }

  static Optional<Split> find(String name) {
    return Arrays.stream(values()).filter(split -> split.toString().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Split::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
