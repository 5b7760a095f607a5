package rawi.apps.nextword;

/** Which lines of a text are taken; lines without tokens do not count. */
enum LineShare {
  ALL,
  /** All but every tenth. */
  LEARNT,
  /** Every tenth. */
  WATCHED;

  private static final int ONE_IN = 10;

  /** Whether the line of that number, from 1, is one of them. */
  boolean has(long number) {
    boolean tenth = number % ONE_IN == 0;
    return this == ALL || tenth == (this == WATCHED);
  }
}
