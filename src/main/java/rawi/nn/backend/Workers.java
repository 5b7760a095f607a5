package rawi.nn.backend;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The Java threads that share a batch between them. The caller works too, so {@code threads}
 * threads need {@code threads - 1} helpers; BLAS itself stays at one thread.
 *
 * <p>Who waits, for work or for the end of it, looks out for it for a moment before it sleeps: to
 * wake a sleeping thread can take a third of a millisecond, longer than a whole prediction.
 */
public final class Workers implements AutoCloseable {
  private static final long LOOK_OUT_NANOS = 200_000;

  private final int threads;
  private final long lookOut;
  private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();
  private final Queue<Thread> asleep = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile boolean closed;

  public Workers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    this.threads = threads;
    // with fewer processors than threads, who looks out keeps another from its work
    this.lookOut = threads <= Runtime.getRuntime().availableProcessors() ? LOOK_OUT_NANOS : 0;
  }

  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for 0 .. parts-1, each once, on this thread and the helpers, whoever is free,
   * and waits for all of them.
   *
   * @throws RuntimeException or error: what one of them threw
   */
  public void each(int parts, IntConsumer task) {
    Job job = new Job(parts, task);
    int helpers = Math.min(parts, threads) - 1;
    if (helpers > 0 && started.compareAndSet(false, true)) {
      start();
    }
    for (int i = 0; i < helpers; i++) {
      jobs.add(job);
      LockSupport.unpark(asleep.poll()); // null: all are awake
    }
    job.work();
    job.await(lookOut);
  }

  private void start() {
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(this::help, "rawi-worker");
      helper.setDaemon(true);
      helper.start();
    }
  }

  /** Ends the threads once they have nothing left to do; no more work may be given. */
  @Override
  public void close() {
    closed = true;
    asleep.forEach(LockSupport::unpark);
  }

  private void help() {
    long since = System.nanoTime();
    while (true) {
      Job job = jobs.poll();
      if (job != null) {
        job.work();
        since = System.nanoTime();
      } else if (closed) {
        return;
      } else if (System.nanoTime() - since < lookOut) {
        Thread.onSpinWait();
      } else {
        sleep();
        since = System.nanoTime();
      }
    }
  }

  /** Sleeps, unless work came after the last look for it and before it was known who sleeps. */
  private void sleep() {
    Thread self = Thread.currentThread();
    asleep.add(self);
    if (jobs.isEmpty() && !closed) {
      LockSupport.park(this);
    }
    asleep.remove(self);
  }

  /** Parts of one piece of work, taken one after the other by whoever is free. */
  private static final class Job {
    private final int parts;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Job(int parts, IntConsumer task) {
      this.parts = parts;
      this.task = task;
    }

    void work() {
      for (int part = taken.getAndIncrement(); part < parts; part = taken.getAndIncrement()) {
        try {
          task.accept(part);
        } catch (RuntimeException | Error e) {
          failures.add(e);
        }
        if (done.incrementAndGet() == parts) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** Waits, also through an interruption: what the parts work on is in use until they end. */
    void await(long lookOut) {
      long since = System.nanoTime();
      boolean interrupted = false;
      while (done.get() < parts) {
        if (System.nanoTime() - since < lookOut) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable failure = failures.peek();
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (RuntimeException) failure;
      }
    }
  }
}
