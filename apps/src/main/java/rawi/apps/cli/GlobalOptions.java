package rawi.apps.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import rawi.nn.backend.BackendChoice;
import rawi.nn.backend.BackendException;

/** The options that every command has, before or after its name; help shows them last. */
public final class GlobalOptions {
  static final long DEFAULT_SEED = 42;

  @Option(
      names = "--backend",
      order = 100,
      paramLabel = "auto|cpu|gpu",
      scope = ScopeType.INHERIT,
      description =
          "What computes; auto, the default, takes a GPU if there is one that can be used."
              + " RAWI_BACKEND stands in for it.")
  Optional<String> backend = Optional.empty();

  @Option(
      names = "--threads",
      order = 101,
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "Java threads that share the work. Default: one for each processor.")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--seed",
      order = 102,
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "Start of everything random. Default: ${DEFAULT-VALUE}.")
  long seed = DEFAULT_SEED;

  @Option(
      names = "--quiet",
      order = 103,
      scope = ScopeType.INHERIT,
      description = "Print nothing but results and errors.")
  boolean quiet;

  @Option(
      names = "--json",
      order = 104,
      scope = ScopeType.INHERIT,
      description = "Print results as JSON, one object a line.")
  boolean json;

  @Option(
      names = "--stacktrace",
      order = 105,
      scope = ScopeType.INHERIT,
      description = "Print where in the program an error came from.")
  boolean stacktrace;

  /**
   * Runs the command that was asked for; refuses values that none can use, also where the command
   * at hand has no use for them.
   */
  public int checkedRun(ParseResult parsed) {
    try {
      threads();
      backend();
    } catch (Usage e) {
      List<CommandLine> named = parsed.asCommandLineList();
      throw new ParameterException(named.get(named.size() - 1), Errors.message(e), e);
    }
    return quiet ? silently(() -> new RunLast().execute(parsed)) : new RunLast().execute(parsed);
  }

  /** Without what the library says on the way, such as that a layer runs on the plain kernel. */
  private static int silently(IntSupplier command) {
    Logger library = Logger.getLogger("rawi");
    Optional<Level> before = Optional.ofNullable(library.getLevel());
    library.setLevel(Level.WARNING);
    try {
      return command.getAsInt();
    } finally {
      library.setLevel(before.orElse(Level.INFO));
    }
  }

  Optional<BackendChoice> backend() {
    try {
      return backend.map(BackendChoice::of);
    } catch (BackendException e) {
      throw new Usage(Errors.message(e));
    }
  }

  int threads() {
    int n = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (n < 1) {
      throw new Usage("--threads: expected at least 1, got " + n);
    }
    return n;
  }
}
