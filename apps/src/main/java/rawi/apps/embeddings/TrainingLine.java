package rawi.apps.embeddings;

import java.util.Locale;
import java.util.function.Consumer;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.embeddings.training.TrainingProgress;

/**
 * Tells how training goes, in words a second: on one line that is written over where a person
 * watches, else on a line for each epoch.
 */
final class TrainingLine implements Consumer<TrainingProgress> {
  private static final int WIDTH = 24;
  private static final double BETWEEN = 0.1; // seconds between two drawings

  private final Session session;
  private final int epochs;
  private TrainingProgress last = new TrainingProgress(0, 1, 0);
  private double drawn;
  private long told;

  TrainingLine(Session session, int epochs) {
    this.session = session;
    this.epochs = epochs;
  }

  @Override
  public void accept(TrainingProgress progress) {
    last = progress;
    if (session.terminal()) {
      if (progress.seconds() - drawn >= BETWEEN) {
        drawn = progress.seconds();
        session.show(Progress.CLEARED + bar(progress));
      }
      return;
    }
    long epoch = progress.words() * epochs / progress.total();
    if (epoch > told) {
      told = epoch;
      session.say(
          String.format(
              Locale.ROOT,
              "epoch %d/%d  %,.0f words/s  %.1f s",
              epoch,
              epochs,
              progress.wordsPerSecond(),
              progress.seconds()));
    }
  }

  private String bar(TrainingProgress progress) {
    int filled = (int) (WIDTH * progress.words() / progress.total());
    return String.format(
        Locale.ROOT,
        "[%s%s] %d %%  %,.0f words/s  %.0f s left",
        "=".repeat(filled),
        " ".repeat(WIDTH - filled),
        100 * progress.words() / progress.total(),
        progress.wordsPerSecond(),
        progress.secondsLeft());
  }

  /** Takes the line away. */
  void end() {
    if (session.terminal()) {
      session.show(Progress.CLEARED);
    }
  }

  TrainingProgress last() {
    return last;
  }
}
