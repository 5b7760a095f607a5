package rawi.nn.backend;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Parts of a piece of work that is done turn by turn: none begins a turn before all have ended the
 * one before. A thread keeps to a part of its own, whose memory its core has at hand, and does
 * another's only if that is not begun in time. So one that comes late, or never, holds nobody up,
 * and turns of a microsecond can be shared.
 *
 * <p>Who does a part must make no difference to what it computes.
 */
final class Turns {
  private static final long PATIENCE_NANOS = 2_000;
  private static final int SPINS = 1 << 14; // then who lost its core may be waiting for this one
  private static final long REST_NANOS = 20_000;
  private static final int APART = 32; // ints: each counter in cache lines of its own

  private final int parts;
  private final int turns;
  private final AtomicIntegerArray begun; // how many turns of each part
  private final AtomicIntegerArray ended;

  /** What one part does in one turn. */
  @FunctionalInterface
  interface Work {
    void of(int part, int turn);
  }

  Turns(int parts, int turns) {
    this.parts = parts;
    this.turns = turns;
    this.begun = new AtomicIntegerArray(APART * (parts + 1));
    this.ended = new AtomicIntegerArray(APART * (parts + 1));
  }

  /** Takes part until the last turn is over; each thread calls it with a part of its own. */
  void run(int own, Work work) {
    boolean alone = false; // whether nobody did the others' parts lately
    for (int turn = 0; turn < turns; turn++) {
      take(own, turn, work);
      for (int i = 1; i < parts; i++) {
        int part = (own + i) % parts;
        alone = (alone && take(part, turn, work)) || await(part, turn, work);
      }
      await(own, turn, work); // someone may have taken it
    }
  }

  /** Does a part unless it is begun; also if it fails the others go on, and all come to an end. */
  private boolean take(int part, int turn, Work work) {
    if (!begun.compareAndSet(place(part), turn, turn + 1)) {
      return false;
    }
    try {
      work.of(part, turn);
    } finally {
      ended.set(place(part), turn + 1);
    }
    return true;
  }

  /** Waits until a part is done; whether it had to be taken over. */
  private boolean await(int part, int turn, Work work) {
    long since = 0;
    for (int spins = 0; ended.get(place(part)) <= turn; spins++) {
      if (spins == 0) {
        since = System.nanoTime();
      } else if (begun.get(place(part)) == turn
          && System.nanoTime() - since > PATIENCE_NANOS
          && take(part, turn, work)) {
        return true;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(REST_NANOS);
      }
    }
    return false;
  }

  private static int place(int part) {
    return APART * (part + 1);
  }
}
