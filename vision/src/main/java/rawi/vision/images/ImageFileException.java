package rawi.vision.images;

/**
 * A file or folder does not hold the images it should. The message is one line that names the file,
 * what was expected and what came.
 */
public final class ImageFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ImageFileException(String message) {
    super(oneLine(message));
  }

  public ImageFileException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Names of files may hold anything; the message stays one line all the same. */
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
  }
}
