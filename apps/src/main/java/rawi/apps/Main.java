package rawi.apps;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rawi.apps.bench.BenchCommand;
import rawi.apps.caption.CaptionCommand;
import rawi.apps.cli.Errors;
import rawi.apps.cli.GlobalOptions;
import rawi.apps.cli.Session;
import rawi.apps.cli.StandardOutput;
import rawi.apps.cli.Usage;
import rawi.apps.demo.DemoCommand;
import rawi.apps.embeddings.EmbeddingsCommand;
import rawi.apps.examples.ExampleCommand;
import rawi.apps.nextword.NextWordCommand;
import rawi.apps.sentiment.SentimentCommand;
import rawi.apps.tokenize.TokenizeCommand;
import rawi.apps.tune.TuneCommand;
import rawi.apps.vision.VisionCommand;

/** The {@code rawi} program. */
@Command(
    name = "rawi",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Arabic and French text, embeddings and recurrent networks, in Java.")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Mixin
  private final GlobalOptions options;

  private Main(GlobalOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    StandardOutput results = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintStream out = utf8(results);
    PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));
    int code = run(System.in, out, err, System.getenv(), arguments);
    out.flush();
    System.exit(
        results.failure().map(new Errors(err, new GlobalOptions())::unwritten).orElse(code));
  }

  /**
   * Runs one command.
   *
   * @return the exit code: 0 done, 1 failed, 2 wrong usage
   */
  public static int run(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      String... arguments) {
    GlobalOptions options = new GlobalOptions();
    Session session = new Session(in, out, err, environment, options);
    CommandLine rawi = new CommandLine(new Main(options));
    rawi.addSubcommand(new DemoCommand(session));
    rawi.addSubcommand(new DevicesCommand(session));
    TokenizeCommand.addTo(rawi, session);
    SentimentCommand.addTo(rawi, session);
    NextWordCommand.addTo(rawi, session);
    CaptionCommand.addTo(rawi, session);
    VisionCommand.addTo(rawi, session);
    TuneCommand.addTo(rawi, session);
    rawi.addSubcommand(new ExampleCommand(session));
    EmbeddingsCommand.addTo(rawi, session);
    rawi.addSubcommand(new BenchCommand(session));
    Errors errors = new Errors(err, options);
    settle(rawi, new Version());
    rawi.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false) // a text may begin with a @name
        .setParameterExceptionHandler(errors::wrongUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> errors.failed(e, command))
        .setExecutionStrategy(options::checkedRun);
    try {
      return rawi.execute(arguments);
    } catch (OutOfMemoryError e) {
      return errors.outOfMemory(e);
    }
  }

  /** Help shows options in the order they are declared in; every command knows the version. */
  private static void settle(CommandLine command, IVersionProvider version) {
    command.getCommandSpec().usageMessage().sortOptions(false);
    command.getCommandSpec().versionProvider(version);
    command.getSubcommands().values().forEach(each -> settle(each, version));
  }

  @Override
  public Integer call() {
    throw Usage.missingCommand(spec.commandLine());
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(new BufferedOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"rawi " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
