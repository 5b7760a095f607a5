package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final long PATIENCE = 5_000; // milliseconds

  @Test
  @DisplayName("every part is done, also when there are more parts than threads")
  void allParts() {
    try (Workers workers = new Workers(2)) {
      Set<Integer> done = ConcurrentHashMap.newKeySet();
      workers.each(5, done::add);
      assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }

  @Test
  @DisplayName("what goes wrong on another thread reaches the caller")
  void failures() {
    try (Workers workers = new Workers(2)) {
      assertThatThrownBy(
              () ->
                  workers.each(
                      2,
                      part -> {
                        if (part == 1) {
                          throw new IllegalArgumentException("part one");
                        }
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("part one");
    }
  }

  @Test
  @DisplayName("all parts are over when one of them has failed")
  void failureLast() {
    try (Workers workers = new Workers(3)) {
      AtomicInteger ended = new AtomicInteger();
      for (int round = 0; round < 50; round++) {
        int before = ended.get();
        assertThatThrownBy(
                () ->
                    workers.each(
                        3,
                        part -> {
                          if (part == 0) {
                            throw new IllegalArgumentException("part zero");
                          }
                          LockSupport.parkNanos(100_000);
                          ended.incrementAndGet();
                        }))
            .hasMessage("part zero");
        assertThat(ended.get()).isEqualTo(before + 2);
      }
    }
  }

  @Test
  @DisplayName(
      "threads that slept, that look out and that are at work all take parts, again and again")
  void manyRounds() {
    try (Workers workers = new Workers(3)) {
      for (int round = 0; round < 2_000; round++) {
        AtomicInteger sum = new AtomicInteger();
        workers.each(1 + round % 7, part -> sum.addAndGet(1 << part));
        assertThat(sum.get()).isEqualTo((1 << (1 + round % 7)) - 1);
        if (round % 100 == 0) {
          LockSupport.parkNanos(1_000_000); // long enough for the helpers to sleep
        }
      }
    }
  }

  @Test
  @DisplayName("a part may itself give work")
  void nested() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger sum = new AtomicInteger();
      workers.each(4, part -> workers.each(4, inner -> sum.incrementAndGet()));
      assertThat(sum.get()).isEqualTo(16);
    }
  }

  @Test
  @DisplayName("an interruption while others work is kept for later")
  void interruption() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger ended = new AtomicInteger();
      Thread.currentThread().interrupt();
      workers.each(
          2,
          part -> {
            LockSupport.parkNanos(1_000_000);
            ended.incrementAndGet();
          });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(ended.get()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("closed, they leave no thread behind")
  void close() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Workers workers = new Workers(3)) {
      CountDownLatch all = new CountDownLatch(3);
      workers.each(
          3,
          part -> {
            threads.add(Thread.currentThread());
            all.countDown();
            await(all);
          });
    }
    threads.remove(Thread.currentThread());
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join(PATIENCE);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
