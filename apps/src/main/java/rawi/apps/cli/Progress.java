package rawi.apps.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;

/**
 * Tells how training goes: where a person watches, a bar that moves with loss, metrics, examples a
 * second and the time left of the epoch; and a line for each epoch done.
 */
public final class Progress implements Callback {
  /** Takes the terminal back to the start of its line, and empties it. */
  public static final String CLEARED = "\r\033[K";

  private static final int WIDTH = 24;
  private static final long BETWEEN = 100_000_000; // nanoseconds between two drawings

  private final Session session;
  private final int epochs;
  private int epoch;
  private int examples;
  private long start;
  private long drawn;

  /**
   * Tells on the session's standard error.
   *
   * @param epochs how many there will be at most
   */
  public Progress(Session session, int epochs) {
    this.session = session;
    this.epochs = epochs;
  }

  @Override
  public Decision onTrainBegin(Trainer trainer) {
    session.say("computing on " + session.device());
    return Decision.CONTINUE;
  }

  @Override
  public void onEpochBegin(int number, int count) {
    epoch = number;
    examples = count;
    start = System.nanoTime();
    drawn = start;
  }

  @Override
  public void onBatchEnd(int done, Map<String, Double> metrics) {
    long now = System.nanoTime();
    if (!session.terminal() || now - drawn < BETWEEN) {
      return;
    }
    drawn = now;
    double perSecond = done / ((now - start) / 1e9);
    int filled = (int) ((long) WIDTH * done / examples);
    session.show(
        String.format(
            Locale.ROOT,
            CLEARED + "epoch %d/%d [%s%s] %d/%d  %s  %.0f examples/s  %.0f s left",
            epoch,
            epochs,
            "=".repeat(filled),
            " ".repeat(WIDTH - filled),
            done,
            examples,
            shown(metrics),
            perSecond,
            (examples - done) / perSecond));
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    if (session.terminal()) {
      session.show(CLEARED);
    }
    session.say(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  %s  %.0f examples/s  %.1f s",
            report.epoch(),
            epochs,
            shown(report.metrics()),
            examples / report.seconds(),
            report.seconds()));
    return Decision.CONTINUE;
  }

  private static String shown(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(m -> String.format(Locale.ROOT, "%s %.4f", m.getKey(), m.getValue()))
        .collect(Collectors.joining("  "));
  }
}
