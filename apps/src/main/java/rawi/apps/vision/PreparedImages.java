package rawi.apps.vision;

import java.util.Iterator;
import java.util.Optional;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;
import rawi.vision.applications.Preprocessing;

/** Images whose pixels are prepared as a network wants them, batch by batch. */
record PreparedImages(Dataset images, Preprocessing preprocessing) implements Dataset {
  @Override
  public int examples() {
    return images.examples();
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return () -> prepared(images.epoch(epoch).iterator());
  }

  private Iterator<Batch> prepared(Iterator<Batch> batches) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return batches.hasNext();
      }

      @Override
      public Batch next() {
        Batch raw = batches.next();
        Batch ready =
            new Batch(preprocessing.apply(raw.input()), raw.target(), Optional.empty())
                .ofRows(raw.rows());
        raw.input().close();
        return ready;
      }
    };
  }
}
