package rawi.apps.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import rawi.apps.cli.Session;

/** {@code rawi demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Learns French and Arabic sentiment from bundled samples.")
public final class DemoCommand implements Callable<Integer> {
  private final Session session;

  public DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.kernels();
    return 0;
  }
}
