package rawi.apps.tune;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi tune}: the family of its commands, one for each application. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "APPLICATION",
    description = "Searches for the best hyper-parameters of an application by cross-validation.")
public final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private TuneCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new TuneCommand());
    CommandLine family = rawi.getSubcommands().get("tune");
    SentimentTuneCommand.addTo(family, session);
    NextWordTuneCommand.addTo(family, session);
    VisionTuneCommand.addTo(family, session);
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
