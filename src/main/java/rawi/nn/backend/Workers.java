package rawi.nn.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The Java threads that share a batch between them. The caller works too, so {@code threads}
 * threads need {@code threads - 1} helpers; BLAS itself stays at one thread.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "rawi-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  public int threads() {
    return threads;
  }

  /** Runs {@code task} for 0 .. parts-1, the first on this thread, and waits for all of them. */
  public void each(int parts, IntConsumer task) {
    List<Future<?>> others = new ArrayList<>(parts - 1);
    for (int i = 1; i < parts; i++) {
      int part = i;
      others.add(pool.submit(() -> task.accept(part)));
    }
    task.accept(0);
    for (Future<?> other : others) {
      await(other);
    }
  }

  /** Ends the threads once they have nothing left to do; no more work may be given. */
  @Override
  public void close() {
    pool.shutdown();
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was computed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
