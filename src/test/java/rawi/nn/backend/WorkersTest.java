package rawi.nn.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  @DisplayName("closed, they leave no thread behind")
  void close() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Workers workers = new Workers(3)) {
      workers.each(3, part -> threads.add(Thread.currentThread()));
    }
    threads.remove(Thread.currentThread());
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join(PATIENCE);
      assertThat(thread.isAlive()).isFalse();
    }
  }
}
