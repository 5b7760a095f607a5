package rawi.apps.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Remembers why it could not be written to, which the {@link java.io.PrintStream} above it forgets:
 * results that are lost on a full disk are a failure, a reader such as {@code head} that has had
 * enough is none.
 */
public final class StandardOutput extends FilterOutputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

  private final BooleanSupplier pipe;
  private Optional<String> failure = Optional.empty();

  public StandardOutput(OutputStream out) {
    this(out, StandardOutput::isPipe);
  }

  StandardOutput(OutputStream out, BooleanSupplier pipe) {
    super(out);
    this.pipe = pipe;
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
      if (failure.isEmpty() && !brokenPipe(reason)) {
        failure = Optional.of(reason);
      }
      throw e;
    }
  }

  /** The reason is in the system's language, so Linux is also asked what the descriptor is. */
  private boolean brokenPipe(String reason) {
    return reason.toLowerCase(Locale.ROOT).contains("pipe") || pipe.getAsBoolean();
  }

  private static boolean isPipe() {
    try {
      return Files.isSymbolicLink(DESCRIPTOR)
          && Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
