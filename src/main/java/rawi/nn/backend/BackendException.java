package rawi.nn.backend;

/** A device that was asked for cannot be had; the message is one line: which, why, what to do. */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackendException(String message) {
    super(message);
  }

  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
