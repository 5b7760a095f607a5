package rawi.apps.nextword;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import rawi.apps.cli.Failure;

/**
 * The ids of a text in a temporary file that is mapped into memory: what of it is in use is in
 * memory, so a text may be larger. The file goes when this is closed, or the program ends.
 */
final class TokenFile implements AutoCloseable {
  private static final int WINDOW = 1 << 28; // ids that are mapped at once: 1 GB

  private final Path file;
  private final long length;
  private final List<IntBuffer> windows;

  private TokenFile(Path file, long length, List<IntBuffer> windows) {
    this.file = file;
    this.length = length;
    this.windows = windows;
  }

  /** Writes ids, then gives them to read. */
  static final class Writer implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;
    private long length;
    private boolean finished;

    Writer() {
      try {
        file = Files.createTempFile("rawi-tokens-", ".tmp");
        file.toFile().deleteOnExit();
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
      } catch (IOException e) {
        throw new Failure("a temporary file for the tokens cannot be made: " + e.getMessage());
      }
    }

    void add(int id) {
      try {
        out.writeInt(id);
        length++;
      } catch (IOException e) {
        throw failure(e);
      }
    }

    private Failure failure(IOException e) {
      return new Failure(
          "%s: the tokens of the text cannot be written (%s); -Djava.io.tmpdir names another folder"
              .formatted(file, e.getMessage()));
    }

    /** The ids, to be read. */
    TokenFile finish() {
      try {
        out.close();
        List<IntBuffer> windows = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          for (long from = 0; from < length; from += WINDOW) {
            long ids = Math.min(WINDOW, length - from);
            windows.add(
                channel
                    .map(FileChannel.MapMode.READ_ONLY, from * Integer.BYTES, ids * Integer.BYTES)
                    .asIntBuffer());
          }
        }
        finished = true;
        return new TokenFile(file, length, List.copyOf(windows));
      } catch (IOException e) {
        throw failure(e);
      }
    }

    /** Removes the file, unless it was finished. */
    @Override
    public void close() {
      if (!finished) {
        try {
          out.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          remove(file);
        }
      }
    }
  }

  /** How many ids there are. */
  long length() {
    return length;
  }

  int at(long index) {
    return windows.get((int) (index / WINDOW)).get((int) (index % WINDOW));
  }

  @Override
  public void close() {
    remove(file);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be removed: " + e.getMessage());
    }
  }
}
