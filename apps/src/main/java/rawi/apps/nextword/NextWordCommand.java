package rawi.apps.nextword;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi nextword}: the family of its commands. */
@Command(
    name = "nextword",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The next word of French and Arabic texts.")
public final class NextWordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private NextWordCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new NextWordCommand());
    CommandLine family = rawi.getSubcommands().get("nextword");
    TrainCommand.addTo(family, session);
    family.addSubcommand(new EvaluateCommand(session));
    family.addSubcommand(new PredictCommand(session));
    family.addSubcommand(new GenerateCommand(session));
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
