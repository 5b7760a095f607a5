package rawi.apps.sentiment;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi sentiment}: the family of its commands. */
@Command(
    name = "sentiment",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Sentiment of Arabic and French texts.")
public final class SentimentCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private SentimentCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new SentimentCommand());
    CommandLine family = rawi.getSubcommands().get("sentiment");
    TrainCommand.addTo(family, session);
    family.addSubcommand(new EvaluateCommand(session));
    family.addSubcommand(new PredictCommand(session));
    family.addSubcommand(new FaithfulnessCommand(session));
    family.addSubcommand(new BenchmarkCommand(session));
    family.addSubcommand(new AblationCommand(session));
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
