package rawi.nn.saving;

import java.util.Locale;

/**
 * A model file cannot be read or written. The message is one line that names the file and the place
 * in it, what was expected, what came and what to do: it can be shown as it is.
 */
public final class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What to do about a file whose content is not what was once written. */
  static final String DAMAGED = "the file was altered or cut short; copy it again";

  public ModelFileException(String message) {
    super(oneLine(message));
  }

  public ModelFileException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** The refusal of what {@code source} holds; the format is filled in without regard to locale. */
  static ModelFileException in(String source, String format, Object... values) {
    return new ModelFileException(source + ": " + String.format(Locale.ROOT, format, values));
  }

  /** Names out of a damaged file may hold anything; the message stays one line all the same. */
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
