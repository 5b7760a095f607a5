package rawi.apps.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;

/**
 * What the user reads after ending a long run with Ctrl-C: how far it came and how to go on. The
 * process ends at once, with the system's exit code for it (130); files are whole or not there by
 * the way they are written. Comes after the callback that writes the checkpoint, so that what it
 * says is true.
 */
public final class Interruption implements Callback, AutoCloseable {
  private final Session session;
  private final Optional<Supplier<String>> line;
  private final Thread hook;
  private volatile int epoch;
  private volatile Optional<Path> firstPart = Optional.empty();

  private Interruption(Session session, Optional<Supplier<String>> line) {
    this.session = session;
    this.line = line;
    this.hook = new Thread(this::tell, "rawi-interruption");
  }

  /** Watches until it is closed. */
  public static Interruption watch(Session session) {
    return watch(session, Optional.empty());
  }

  /**
   * Watches work of another kind until it is closed.
   *
   * @param line says how far it came, asked for when the program is being ended
   */
  public static Interruption watch(Session session, Supplier<String> line) {
    return watch(session, Optional.of(line));
  }

  private static Interruption watch(Session session, Optional<Supplier<String>> line) {
    Interruption interruption = new Interruption(session, line);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public Decision onTrainBegin(Trainer trainer) {
    epoch = trainer.history().size();
    return Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    epoch = report.epoch();
    return Decision.CONTINUE;
  }

  /** Names the checkpoint of a part that comes before the first epoch. */
  public void firstPartIn(Path checkpoint) {
    firstPart = Optional.of(checkpoint);
  }

  void tell() {
    session.lastWords(line.map(Supplier::get).orElseGet(this::epochs));
  }

  private String epochs() {
    if (epoch == 0) {
      return "interrupted before the end of the first epoch; "
          + (firstPart.filter(Files::exists).isPresent()
              ? "the same command with --resume goes on from what was learnt before it"
              : "nothing was written");
    }
    return "interrupted after epoch %d; the same command with --resume goes on from there"
        .formatted(epoch);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is being ended: the hook has its say
    }
  }
}
