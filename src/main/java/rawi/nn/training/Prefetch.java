package rawi.nn.training;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Prepares the next batch on a thread of its own while the last one is computed. */
final class Prefetch implements Iterator<Batch>, AutoCloseable {
  private static final int AHEAD = 2;

  /** A batch, the failure to make one, or the end. */
  private sealed interface Item {
    record Ready(Batch batch) implements Item {}

    record Failed(Throwable cause) implements Item {}

    record End() implements Item {}
  }

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread producer;
  private Item next;
  private volatile boolean closed;

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
        queue.put(new Item.End());
      } catch (RuntimeException | Error e) {
        queue.put(new Item.Failed(e));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits for more
    }
  }

  private void hand(Batch batch) throws InterruptedException {
    try {
      queue.put(new Item.Ready(batch));
    } catch (InterruptedException e) {
      batch.close(); // nobody else will
      throw e;
    }
    if (closed) { // between the interruption and here the batch slipped in
      drain();
      throw new InterruptedException();
    }
  }

  private Item take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Item.Failed(e);
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
    closed = true;
    producer.interrupt();
    if (next instanceof Item.Ready ready) {
      ready.batch().close();
    }
    next = new Item.End();
    drain();
  }

  private void drain() {
    for (Item item = queue.poll(); item != null; item = queue.poll()) {
      if (item instanceof Item.Ready ready) {
        ready.batch().close();
      }
    }
  }
}
