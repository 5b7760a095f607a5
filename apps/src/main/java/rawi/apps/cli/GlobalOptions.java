package rawi.apps.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
public final class GlobalOptions {
  static final long DEFAULT_SEED = 42;

  @Option(
      names = "--backend",
      paramLabel = "auto|cpu|gpu",
      scope = ScopeType.INHERIT,
      description = "What computes; auto takes a GPU that can be used. Else RAWI_BACKEND.")
  Optional<String> backend = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "Java threads that share the work. Default: one for each processor.")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "Of everything random. Default: ${DEFAULT-VALUE}.")
  long seed = DEFAULT_SEED;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Nothing but results and errors.")
  boolean quiet;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Results as JSON, one object a line.")
  boolean json;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Where in the program an error came from.")
  boolean stacktrace;

  int threads() {
    int n = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (n < 1) {
      throw new Usage("--threads: expected at least 1, got " + n);
    }
    return n;
  }
}
