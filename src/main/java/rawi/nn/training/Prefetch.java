package rawi.nn.training;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prepares the next batches on a thread of its own while the last one is computed.
 *
 * <p>To wake a thread costs as much as to prepare a small batch, so the thread sleeps until half of
 * what it may have ready is used up, and then prepares that half at once.
 */
final class Prefetch implements Iterator<Batch>, AutoCloseable {
  private static final int LEAST_AHEAD = 2;
  private static final int MOST_AHEAD = 16;
  private static final long BYTES_AHEAD = 8 << 20;

  /** A batch, the failure to make one, or the end. */
  private sealed interface Item {
    record Ready(Batch batch) implements Item {}

    record Failed(Throwable cause) implements Item {}

    record End() implements Item {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final Condition used = lock.newCondition(); // half of what was ready
  private final Queue<Item> queue = new ArrayDeque<>(); // under the lock, like closed
  private final Thread producer;
  private Item next;
  private boolean closed;
  private int resumeAt; // so few are left when a sleeping producer goes on

  Prefetch(Iterable<Batch> batches) {
    producer = new Thread(() -> produce(batches), "rawi-batches");
    producer.setDaemon(true);
    producer.start();
    next = take();
  }

  private void produce(Iterable<Batch> batches) {
    try {
      try {
        for (Batch batch : batches) {
          hand(batch);
        }
        add(new Item.End());
      } catch (RuntimeException | Error e) {
        add(new Item.Failed(e));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits for more
    }
  }

  private void hand(Batch batch) throws InterruptedException {
    int ahead = ahead(batch);
    boolean handed = false;
    lock.lock();
    try {
      boolean full = queue.size() >= ahead;
      resumeAt = ahead / 2;
      while (full && queue.size() > resumeAt) {
        used.await();
      }
      add(new Item.Ready(batch));
      handed = true;
    } finally {
      lock.unlock();
      if (!handed) {
        batch.close(); // nobody else will
      }
    }
  }

  private void add(Item item) throws InterruptedException {
    lock.lock();
    try {
      if (closed) {
        throw new InterruptedException();
      }
      queue.add(item);
      ready.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many batches like this one may be ready. */
  private static int ahead(Batch batch) {
    long bytes =
        batch.inputs().stream()
            .mapToLong(in -> in.values().length() * in.values().dataType().width())
            .sum();
    return (int) Math.max(LEAST_AHEAD, Math.min(MOST_AHEAD, BYTES_AHEAD / Math.max(1, bytes)));
  }

  private Item take() {
    lock.lock();
    try {
      while (queue.isEmpty()) {
        ready.await();
      }
      Item item = queue.remove();
      if (queue.size() <= resumeAt) {
        used.signal();
      }
      return item;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Item.Failed(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasNext() {
    return !(next instanceof Item.End);
  }

  @Override
  public Batch next() {
    if (next instanceof Item.Ready ready) {
      next = take();
      return ready.batch();
    }
    if (next instanceof Item.Failed failed) {
      throw new IllegalStateException(
          "a batch could not be prepared: " + failed.cause().getMessage(), failed.cause());
    }
    throw new NoSuchElementException();
  }

  /** Stops the producer and closes the batches that nobody took. */
  @Override
  public void close() {
    producer.interrupt();
    release(next);
    next = new Item.End();
    lock.lock();
    try {
      closed = true;
      queue.forEach(Prefetch::release);
      queue.clear();
    } finally {
      lock.unlock();
    }
  }

  private static void release(Item item) {
    if (item instanceof Item.Ready ready) {
      ready.batch().close();
    }
  }
}
