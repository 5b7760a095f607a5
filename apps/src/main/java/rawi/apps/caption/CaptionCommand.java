package rawi.apps.caption;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi caption}: the family of its commands. */
@Command(
    name = "caption",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Images in words: French, Arabic, English.")
public final class CaptionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private CaptionCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new CaptionCommand());
    CommandLine family = rawi.getSubcommands().get("caption");
    TrainCommand.addTo(family, session);
    family.addSubcommand(new EvaluateCommand(session));
    family.addSubcommand(new PredictCommand(session));
    family.addSubcommand(new ScenesCommand(session));
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
