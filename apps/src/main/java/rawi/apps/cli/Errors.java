package rawi.apps.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import rawi.nn.backend.BackendException;
import rawi.nn.saving.ModelFileException;
import rawi.nn.training.NumericalFailure;
import rawi.vision.images.ImageFileException;

/** Turns whatever went wrong into one line and an exit code. */
public record Errors(PrintStream err, GlobalOptions options) {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** The exit code of a command line that picocli refuses. */
  public int wrongUsage(ParameterException e, String... arguments) {
    String line = message(e).lines().findFirst().orElse("wrong usage");
    err.println("rawi: " + line);
    if (e instanceof UnmatchedArgumentException) {
      UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
    }
    hint(e.getCommandLine());
    return WRONG_USAGE;
  }

  /** The exit code of a command that ended with an exception. */
  public int failed(Exception e, CommandLine command) {
    if (e instanceof Usage) {
      err.println("rawi: " + e.getMessage());
      hint(command);
      return WRONG_USAGE;
    }
    err.println("rawi: " + line(e));
    if (options.stacktrace) {
      e.printStackTrace(err);
    }
    return FAILED;
  }

  /** The exit code of a command that needed more memory than there is. */
  public int outOfMemory(OutOfMemoryError e) {
    err.println("rawi: not enough memory (" + message(e) + "); try a smaller --batch or --units");
    if (options.stacktrace) {
      e.printStackTrace(err);
    }
    return FAILED;
  }

  /** The exit code when results were lost: {@code reason} is the system's. */
  public int unwritten(String reason) {
    err.println("rawi: standard output: could not be written: " + reason);
    return FAILED;
  }

  private void hint(CommandLine command) {
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
  }

  /** What an exception says, or its type if it says nothing. */
  static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String line(Throwable e) {
    if (e instanceof IllegalStateException) { // a computation that cannot go on says why
      return message(e) + "; --stacktrace tells more";
    }
    if (e instanceof Failure
        || e instanceof ModelFileException
        || e instanceof NumericalFailure
        || e instanceof BackendException
        || e instanceof ImageFileException
        || e instanceof IllegalArgumentException) {
      return message(e);
    }
    if (e instanceof UncheckedIOException && e.getCause() != null) {
      return line(e.getCause());
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return e.getMessage() + ": there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": may not be read or written by this user";
    }
    if (e instanceof IOException) {
      return message(e);
    }
    return "internal error: %s; --stacktrace tells more".formatted(e);
  }
}
