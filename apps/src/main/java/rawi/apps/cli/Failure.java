package rawi.apps.cli;

/** Something the user can mend: one line that says what, where and what to do. Exit code 1. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Failure(String line) {
    super(line);
  }
}
