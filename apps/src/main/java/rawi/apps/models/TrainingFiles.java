package rawi.apps.models;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import rawi.apps.cli.Usage;
import rawi.apps.plots.PictureFile;
import rawi.nn.saving.AtomicFile;

/** The options of every command that trains: what it writes, and whether it goes on. */
public final class TrainingFiles {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "M.rawi",
      description = "File to write the model to.")
  Path out = Path.of("");

  @Option(
      names = "--history",
      paramLabel = "F.csv",
      description = "File to write a line of figures for each epoch to.")
  Optional<Path> history = Optional.empty();

  @Option(
      names = "--curves",
      paramLabel = "F.html",
      description = "Page to draw the curves on, anew after each epoch.")
  Optional<Path> curves = Optional.empty();

  @Option(
      names = "--plot",
      paramLabel = "F.svg|F.png",
      description =
          "Picture to draw loss and accuracy, or perplexity, of the epochs on, at the end.")
  Optional<Path> plot = Optional.empty();

  @Option(
      names = "--resume",
      description = "Go on from the checkpoint that an interrupted run left beside --out.")
  boolean resume;

  /** Where the model goes. */
  public Path out() {
    return out;
  }

  /** Whether an interrupted run goes on. */
  public boolean resumes() {
    return resume;
  }

  /**
   * Says before the training, not after it, if something cannot be written.
   *
   * @throws rawi.nn.saving.ModelFileException naming the file
   */
  public void requireWritable() {
    AtomicFile.requireWritable(out);
    history.ifPresent(AtomicFile::requireWritable);
    curves.ifPresent(AtomicFile::requireWritable);
    plot.ifPresent(file -> Usage.check(() -> PictureFile.require(file)));
  }
}
