package rawi.apps.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Interruption;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.plots.TrainingPlot;
import rawi.apps.report.CurveReport;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.History;
import rawi.nn.training.TrainingState;

/**
 * What stands around a training that the command line started, whatever is trained: its progress,
 * its checkpoint, what is said when it is interrupted, and how it is resumed.
 */
public final class TrainingRun implements AutoCloseable {
  private final Session session;
  private final TrainingFiles files;
  private final Checkpoint checkpoint;
  private final Interruption interruption;

  /**
   * Watches from now on for the end of the process.
   *
   * @param kind of the checkpoint's file
   * @param facts what makes this run the run it is: the same facts, the same weights
   */
  public TrainingRun(Session session, TrainingFiles files, String kind, Map<String, Object> facts) {
    this.session = session;
    this.files = files;
    this.checkpoint = new Checkpoint(Checkpoint.beside(files.out), kind, facts);
    this.interruption = Interruption.watch(session);
  }

  /**
   * Who is told how the training goes. Those that keep nothing come last: a resumed run may have
   * others.
   *
   * @param title of the page of curves
   */
  public List<Callback> listeners(int epochs, String title) {
    List<Callback> all =
        new ArrayList<>(List.of(new Progress(session, epochs), checkpoint, interruption));
    files.curves.ifPresent(page -> all.add(new CurveReport(page, title, Clock.systemUTC())));
    return all;
  }

  /** Names the checkpoint of a part of the run that comes first, for who interrupts it there. */
  public void firstPartIn(Path file) {
    interruption.firstPartIn(file);
  }

  /**
   * Goes on from the checkpoint, if that is asked for.
   *
   * @throws Failure if there is none, or it belongs to another run
   */
  public void begin(Consumer<TrainingState> training) {
    if (files.resume) {
      TrainingState state = checkpoint.read();
      training.accept(state);
      session.say("resumed after epoch " + state.history().size());
    } else if (Files.exists(checkpoint.file())) {
      session.say(checkpoint.file() + " is of an interrupted run and will be written over");
    }
  }

  /** What a model file keeps of the run that made it. */
  public Map<String, Object> facts(EpochReport best, List<EpochReport> history) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", checkpoint.run());
    facts.put("bestEpoch", best.epoch());
    facts.put("metrics", best.metrics());
    facts.put("history", history);
    return facts;
  }

  /**
   * Once the model is written: history and picture if they are wanted; the checkpoint is no longer
   * needed.
   *
   * @param title of the picture
   * @param metric drawn beside the loss, such as {@code accuracy}
   */
  public void end(List<EpochReport> history, String title, String metric) {
    files.history.ifPresent(file -> History.writeCsv(history, file));
    files.plot.ifPresent(new TrainingPlot(title, metric, history)::write);
    try {
      Files.deleteIfExists(checkpoint.file());
    } catch (IOException e) {
      throw new Failure(checkpoint.file() + ": cannot be removed: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    interruption.close();
  }
}
