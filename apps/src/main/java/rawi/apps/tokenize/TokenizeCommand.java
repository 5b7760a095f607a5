package rawi.apps.tokenize;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;

/**
 * {@code rawi tokenize}: the family of its commands. Without the name of one of them it does what
 * {@code rawi tokenize run} does.
 */
@Command(
    name = "tokenize",
    mixinStandardHelpOptions = true,
    description = "Cuts each line into tokens; with --json, what each is and where it stands.")
public final class TokenizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Session session;

  @Mixin private final RunOptions options = new RunOptions();

  private TokenizeCommand(Session session) {
    this.session = session;
  }

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new TokenizeCommand(session));
    CommandLine family = rawi.getSubcommands().get("tokenize");
    family.addSubcommand(new RunCommand(session));
    family.addSubcommand(new TrainCommand(session));
    family.addSubcommand(new TrainOpenNlpCommand(session));
    family.addSubcommand(new EvaluateCommand(session));
    // a new subcommand is registered here; its call() begins with OwnOptions.check(spec)
  }

  @Override
  public Integer call() {
    options.requireFile(spec.subcommands().keySet());
    return options.run(session);
  }
}
