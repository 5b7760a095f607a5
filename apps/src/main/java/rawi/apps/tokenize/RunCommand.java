package rawi.apps.tokenize;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;

/** {@code rawi tokenize run}: lines of text to lines of tokens. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Cuts each line into tokens; with --json, what each is and where it stands."
            + " The same as 'rawi tokenize' alone.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Session session;

  @Mixin private final RunOptions options = new RunOptions();

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OwnOptions.check(spec);
    return options.run(session);
  }
}
