package rawi.nn.backend;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the user asks for: a device, or the best one that works ({@link #AUTO}). */
public enum BackendChoice {
  AUTO,
  CPU,
  GPU;

  /** The environment variable that stands in for {@code --backend}. */
  public static final String VARIABLE = "RAWI_BACKEND";

  /**
   * The choice called {@code name}, whatever its case.
   *
   * @throws BackendException if there is none of that name, listing those there are
   */
  public static BackendChoice of(String name) {
    return of(name, "--backend");
  }

  /**
   * The choice that {@link #VARIABLE} makes in {@code environment}; {@link #AUTO} where it is unset
   * or blank.
   *
   * @throws BackendException if it holds anything else, listing what it may hold
   */
  public static BackendChoice fromEnvironment(Map<String, String> environment) {
    String name = environment.getOrDefault(VARIABLE, "");
    return name.isBlank() ? AUTO : of(name, VARIABLE);
  }

  private static BackendChoice of(String name, String source) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(choice -> choice.toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BackendException(
                    source + ": expected one of " + names() + ", got '" + name + "'."));
  }

  private static String names() {
    return Arrays.stream(values()).map(BackendChoice::toString).collect(Collectors.joining(", "));
  }

  /** As the command line writes it: {@code auto}, {@code cpu} or {@code gpu}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
