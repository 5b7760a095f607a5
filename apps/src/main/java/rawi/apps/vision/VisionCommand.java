package rawi.apps.vision;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi vision}: the family of its commands. */
@Command(
    name = "vision",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Classifiers of images.")
public final class VisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private VisionCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new VisionCommand());
    CommandLine family = rawi.getSubcommands().get("vision");
    TrainCommand.addTo(family, session);
    family.addSubcommand(new EvaluateCommand(session));
    family.addSubcommand(new PredictCommand(session));
    family.addSubcommand(new FeaturesCommand(session));
    family.addSubcommand(new SummaryCommand(session));
    TransferCommand.addTo(family, session);
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
