package rawi.apps.tokenize;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import rawi.apps.cli.Usage;

/**
 * What stands before the name of a subcommand belongs to {@code rawi tokenize} alone; a subcommand
 * refuses it, where picocli would pass over it in silence.
 */
final class OwnOptions {
  private OwnOptions() {}

  static void check(CommandSpec subcommand) {
    List<ArgSpec> before = subcommand.parent().commandLine().getParseResult().matchedArgs();
    for (ArgSpec argument : before) {
      if (!argument.inherited()) {
        String name =
            argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
        throw new Usage("%s: expected after '%s'".formatted(name, subcommand.qualifiedName()));
      }
    }
  }
}
