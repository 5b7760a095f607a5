package rawi.nn.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import rawi.nn.saving.AtomicFile;

/** The course of a training run as a table. */
public final class History {
  private History() {}

  /** The epochs as CSV: epoch, each metric under its name, seconds. */
  public static String csv(List<EpochReport> epochs) {
    StringBuilder text = new StringBuilder("epoch");
    if (!epochs.isEmpty()) {
      epochs.get(0).metrics().keySet().forEach(name -> text.append(',').append(name));
    }
    text.append(",seconds\n");
    for (EpochReport epoch : epochs) {
      text.append(epoch.epoch());
      epoch.metrics().values().forEach(value -> text.append(',').append(value));
      text.append(String.format(Locale.ROOT, ",%.3f%n", epoch.seconds()));
    }
    return text.toString();
  }

  /**
   * Writes {@link #csv}.
   *
   * @throws rawi.nn.saving.ModelFileException if the file cannot be written
   */
  public static void writeCsv(List<EpochReport> epochs, Path file) {
    AtomicFile.write(
        file, out -> out.write(csv(epochs).getBytes(StandardCharsets.UTF_8)), written -> {});
  }
}
