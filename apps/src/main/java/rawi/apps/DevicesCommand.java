package rawi.apps;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import rawi.apps.cli.Session;
import rawi.nn.backend.DeviceReport;

/** {@code rawi devices}: what computes, and why. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "What computes, on how many threads, and what a look for a GPU found.")
final class DevicesCommand implements Callable<Integer> {
  private final Session session;

  DevicesCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.kernels();
    DeviceReport report = session.devices();
    if (session.json()) {
      session.print(report);
      return 0;
    }
    session.out().println("backend  " + report.backend());
    session.out().println("reason   " + report.reason());
    session.out().println("threads  " + report.threads());
    session.out().println("blas     " + report.blas());
    session
        .out()
        .println(
            "gpu      "
                + report
                    .gpu()
                    .map(
                        g ->
                            "%s, compute capability %s, %s"
                                .formatted(
                                    g.name(),
                                    g.computeCapability(),
                                    g.usable() ? "usable" : "not usable by this ND4J"))
                    .orElse("none found"));
    return 0;
  }
}
