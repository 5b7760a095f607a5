package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.factory.Nd4j;

@Timeout(30)
class PrefetchTest {
  private final List<Batch> made = new CopyOnWriteArrayList<>();

  /** Batches 0 .. n-1. */
  private Iterable<Batch> batches(int n) {
    return upTo(n, this::batch);
  }

  private static Iterable<Batch> upTo(int n, IntFunction<Batch> create) {
    return () ->
        new Iterator<>() {
          private int i;

          @Override
          public boolean hasNext() {
            return i < n;
          }

          @Override
          public Batch next() {
            return create.apply(i++);
          }
        };
  }

  private Batch batch(int i) {
    Batch batch =
        new Batch(
            Nd4j.createFromArray(new int[][] {{i}}),
            Nd4j.createFromArray(i),
            Optional.of(Nd4j.createFromArray(1f)));
    made.add(batch);
    return batch;
  }

  @Test
  @DisplayName("batches come in order, then the end")
  void inOrder() {
    try (Prefetch prefetch = new Prefetch(batches(10))) {
      for (int i = 0; i < 10; i++) {
        assertTrue(prefetch.hasNext());
        try (Batch batch = prefetch.next()) {
          assertEquals(i, batch.target().getInt(0));
        }
      }
      assertFalse(prefetch.hasNext());
      assertThrows(NoSuchElementException.class, prefetch::next);
    }
  }

  @Test
  @DisplayName("no batch is the end at once")
  void none() {
    try (Prefetch prefetch = new Prefetch(batches(0))) {
      assertFalse(prefetch.hasNext());
    }
  }

  @Test
  @DisplayName("a failure to make a batch reaches the one who asks for it, after those before it")
  void failure() {
    RuntimeException cause = new IllegalArgumentException("row 3 has no class");
    Iterable<Batch> failing =
        upTo(
            100,
            i -> {
              if (i == 2) {
                throw cause;
              }
              return batch(i);
            });
    try (Prefetch prefetch = new Prefetch(failing)) {
      prefetch.next().close();
      prefetch.next().close();
      assertTrue(prefetch.hasNext(), "the failure is still to come");
      Exception e = assertThrows(IllegalStateException.class, prefetch::next);
      assertEquals("a batch could not be prepared: row 3 has no class", e.getMessage());
      assertSame(cause, e.getCause());
    }
  }

  @RepeatedTest(5)
  @DisplayName("closed early, it stops making batches and closes those that nobody took")
  void closedEarly() throws InterruptedException {
    Prefetch prefetch = new Prefetch(batches(Integer.MAX_VALUE));
    try (Batch first = prefetch.next()) {
      prefetch.close();
      assertFalse(first.input().wasClosed(), "it belongs to the one who took it");
    }
    for (int quiet = 0, last = -1; quiet < 5; ) {
      Thread.sleep(20);
      quiet = made.size() == last ? quiet + 1 : 0;
      last = made.size();
    }
    for (Batch batch : made) {
      assertTrue(batch.input().wasClosed() && batch.target().wasClosed());
    }
    assertFalse(prefetch.hasNext());
  }

  @Test
  @DisplayName("closed while a batch is being made, it interrupts the making")
  void interrupts() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Iterable<Batch> slow =
        upTo(
            2,
            i -> {
              if (i == 0) {
                return batch(0);
              }
              waiting.countDown();
              try {
                new CountDownLatch(1).await(); // nobody ever opens it
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              throw new IllegalStateException("interrupted");
            });
    try (Prefetch prefetch = new Prefetch(slow)) {
      waiting.await();
      assertTrue(prefetch.hasNext());
    }
    assertTrue(interrupted.await(20, TimeUnit.SECONDS));
  }
}
