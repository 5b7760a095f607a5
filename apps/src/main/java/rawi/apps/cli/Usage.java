package rawi.apps.cli;

import java.util.function.Supplier;
import picocli.CommandLine;

/** The command line asks for something that cannot be: one line. Exit code 2. */
public final class Usage extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Usage(String line) {
    super(line);
  }

  /** Runs what checks its arguments and turns a refusal into wrong usage. */
  public static <T> T check(Supplier<T> checked) {
    try {
      return checked.get();
    } catch (IllegalArgumentException e) {
      throw new Usage(Errors.message(e));
    }
  }

  /** As {@link #check}, where a refusal begins with the name of an option without its dashes. */
  public static <T> T checkOptions(Supplier<T> checked) {
    try {
      return checked.get();
    } catch (IllegalArgumentException e) {
      throw new Usage("--" + Errors.message(e));
    }
  }

  /** That only a family of commands was named. */
  public static Usage missingCommand(CommandLine family) {
    return new Usage(
        "expected one of %s after '%s'"
            .formatted(
                String.join(", ", family.getSubcommands().keySet()),
                family.getCommandSpec().qualifiedName()));
  }
}
