package rawi.apps.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Remembers why it could not be written to, which the {@link java.io.PrintStream} above it forgets:
 * results that are lost on a full disk are a failure, a reader such as {@code head} that has had
 * enough is none.
 */
public final class StandardOutput extends FilterOutputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

  private Optional<String> failure = Optional.empty();

  public StandardOutput(OutputStream out) {
    super(out);
  }

  /** What went wrong first; empty if nothing did, or only the reader of a pipe went away. */
  public Optional<String> failure() {
    return failure;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (failure.isEmpty() && !isPipe(reason)) {
        failure = Optional.of(reason);
      }
      throw e;
    }
  }

  /** The reason is in the system's language, so Linux is also asked what the descriptor is. */
  private static boolean isPipe(String reason) {
    if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
      return true;
    }
    try {
      return Files.isSymbolicLink(DESCRIPTOR)
          && Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
