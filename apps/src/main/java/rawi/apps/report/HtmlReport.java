package rawi.apps.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A report as one HTML file that needs nothing else: no network, no script, no font of its own;
 * light or dark as the reader's system is, and made for printing too. The markup is HTML and
 * well-formed XML at once. Texts from data come out as text whatever they hold; those that run from
 * the right are set so, by the letters they are made of.
 */
public final class HtmlReport {
  private final Report report;

  public HtmlReport(Report report) {
    this.report = report;
  }

  /** The document. */
  public String html() {
    return new Page(report).html();
  }

  /**
   * Writes the document in UTF-8, whole or not at all: to a temporary file beside the target, which
   * then takes its name and replaces what had it.
   *
   * @throws IOException with one line that names the file and what to do
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(file) || folder == null) {
      throw new IOException(
          "report " + file + ": expected a file, got a folder; name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "report " + file + ": the folder " + folder + " does not exist; create it first");
    }
    byte[] document = html().getBytes(StandardCharsets.UTF_8);
    Path draft = folder.resolve(".report-" + UUID.randomUUID() + ".tmp");
    try {
      Files.write(draft, document, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      rename(draft, file);
    } catch (IOException e) {
      throw new IOException(
          "report %s: cannot be written (%s: %s); check the rights and the free space of %s"
              .formatted(file, e.getClass().getSimpleName(), e.getMessage(), folder),
          e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void rename(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // some network file systems; the draft is complete, so at worst the old file stays
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
