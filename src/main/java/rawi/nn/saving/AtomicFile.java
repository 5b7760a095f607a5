package rawi.nn.saving;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are whole or not there. What is written goes to a temporary file in the same folder,
 * is brought to the disk, checked, and only then takes the final name in one step. Whatever fails,
 * what stood under the final name before still stands there, and the temporary file is gone.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Produces the content of the file. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Looks at the finished temporary file and throws when it is not right. */
  @FunctionalInterface
  public interface Check {
    void examine(Path written) throws IOException;
  }

  /**
   * Writes {@code file}, replacing one that is there.
   *
   * @throws ModelFileException when the folder is missing, not a folder, not writable or full
   */
  public static void write(Path file, Writer writer, Check check) {
    requireWritable(file);
    Path temporary = file.resolveSibling(".rawi-" + UUID.randomUUID() + ".tmp");
    // an interrupted program leaves nothing behind either
    temporary.toFile().deleteOnExit();
    try {
      Files.createFile(temporary);
      // not Files.newOutputStream: its channel closes when the thread is interrupted
      try (var out = new FileOutputStream(temporary.toFile())) {
        writer.writeTo(out);
        out.getFD().sync();
      }
      check.examine(temporary);
      move(temporary, file);
    } catch (IOException e) {
      throw new ModelFileException(
          file + ": could not be written: " + reason(e) + "; nothing was changed", e);
    } finally {
      delete(temporary);
    }
  }

  private static void move(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
    // makes the new name itself survive a power cut; systems that cannot do it do not need it
    try (var folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      return;
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // the program's end tries once more
      temporary.toFile().deleteOnExit();
    }
  }

  /**
   * Whether {@link #write} has a chance, to be asked before a long computation.
   *
   * @throws ModelFileException when the folder is missing, not a folder or not writable, or the
   *     name is taken by something that is not a file
   */
  public static void requireWritable(Path file) {
    Path folder = folder(file);
    if (!Files.exists(folder)) {
      throw ModelFileException.in(
          file.toString(), "the folder %s does not exist; create it or choose another", folder);
    }
    if (!Files.isDirectory(folder)) {
      throw ModelFileException.in(
          file.toString(), "%s is a file, expected a folder; choose another", folder);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw ModelFileException.in(
          file.toString(),
          "is a %s, expected the name of a file; choose another",
          Files.isDirectory(file) ? "folder" : "device");
    }
    if (!Files.isWritable(folder)) {
      throw ModelFileException.in(
          file.toString(), "the folder %s is not writable; choose another", folder);
    }
  }

  /**
   * Whether there is a file to read.
   *
   * @throws ModelFileException when it is missing, not a file, empty or not readable
   */
  public static void requireReadable(Path file) {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw ModelFileException.in(name, "no such file; check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw ModelFileException.in(
          name, "is a %s, expected a file", Files.isDirectory(file) ? "folder" : "device");
    }
    if (!Files.isReadable(file)) {
      throw ModelFileException.in(name, "may not be read; check its permissions");
    }
    try {
      if (Files.size(file) == 0) {
        throw ModelFileException.in(name, "is empty (0 bytes); copy it again");
      }
    } catch (IOException e) {
      throw new ModelFileException(name + ": cannot be read: " + reason(e), e);
    }
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** What went wrong, without the temporary file's name, which means nothing to anyone. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
