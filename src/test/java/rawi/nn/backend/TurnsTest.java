package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final int TURNS = 2000;

  @Test
  @DisplayName("every part is done once a turn, and none before all ended the turn before")
  void order() {
    for (int parts = 1; parts <= 4; parts++) {
      int all = parts;
      AtomicInteger done = new AtomicInteger();
      AtomicInteger early = new AtomicInteger();
      AtomicIntegerArray times = new AtomicIntegerArray(parts * TURNS);
      Turns turns = new Turns(parts, TURNS);
      Turns.Work work =
          (part, turn) -> {
            if (done.get() < turn * all) {
              early.incrementAndGet();
            }
            times.incrementAndGet(turn * all + part);
            done.incrementAndGet();
          };
      try (Workers workers = new Workers(parts)) {
        workers.each(parts, own -> turns.run(own, work));
      }
      assertEquals(0, early.get());
      for (int i = 0; i < times.length(); i++) {
        assertEquals(1, times.get(i));
      }
    }
  }

  @Test
  @DisplayName("who is alone does the parts of all")
  void alone() {
    AtomicInteger done = new AtomicInteger();
    new Turns(3, 10).run(1, (part, turn) -> done.incrementAndGet());
    assertEquals(30, done.get());
  }

  @Test
  @DisplayName("where a part fails, the others come to an end and the failure to the caller")
  void failure() {
    Turns turns = new Turns(2, TURNS);
    Turns.Work work =
        (part, turn) -> {
          if (turn == 7 && part == 1) {
            throw new IllegalStateException("seven");
          }
        };
    try (Workers workers = new Workers(2)) {
      assertThrows(IllegalStateException.class, () -> workers.each(2, own -> turns.run(own, work)));
    }
  }
}
