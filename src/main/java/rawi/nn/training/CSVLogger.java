package rawi.nn.training;

import java.nio.file.Path;
import rawi.nn.saving.AtomicFile;

/**
 * Writes a table of the epochs, a line each, whole after each epoch: {@link History#csv}. After a
 * resumption it holds the epochs from before too.
 */
public final class CSVLogger implements Callback {
  private final Path file;

  public CSVLogger(Path file) {
    this.file = file;
  }

  @Override
  public Decision onTrainBegin(Trainer trainer) {
    AtomicFile.requireWritable(file);
    return Decision.CONTINUE;
  }

  @Override
  public Decision onEpochEnd(Trainer trainer, EpochReport report) {
    History.writeCsv(trainer.history(), file);
    return Decision.CONTINUE;
  }
}
