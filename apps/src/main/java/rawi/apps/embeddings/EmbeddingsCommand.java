package rawi.apps.embeddings;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;

/** {@code rawi embeddings}: the family of its commands. */
@Command(
    name = "embeddings",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Vectors of words: learnt from text, read from files, asked and drawn.")
public final class EmbeddingsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private EmbeddingsCommand() {}

  /** Adds the family to the program. */
  public static void addTo(CommandLine rawi, Session session) {
    rawi.addSubcommand(new EmbeddingsCommand());
    CommandLine family = rawi.getSubcommands().get("embeddings");
    family.addSubcommand(new TrainCommand(session));
    family.addSubcommand(new NearestCommand(session));
    family.addSubcommand(new AnalogyCommand(session));
    family.addSubcommand(new SimilarityCommand(session));
    family.addSubcommand(new OddOneOutCommand(session));
    family.addSubcommand(new EvaluateCommand(session));
    family.addSubcommand(new PlotCommand(session));
    family.addSubcommand(new ConvertCommand(session));
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }
}
