package rawi.vision.images;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.backend.Floats;
import rawi.nn.training.Batch;
import rawi.nn.training.Dataset;

/**
 * Pictures in batches: inputs (batch, height, width, channels) of numbers from 0 to 255, targets
 * (batch) of labels. Pictures are decoded and resized when their batch is made, several at once;
 * training makes batches on a thread of its own, so this goes on while the last batch is computed.
 *
 * <p>In training the order is shuffled anew each epoch, by the seed and the epoch's number alone.
 */
public final class ImageDataset implements Dataset {
  private final ImageSource source;
  private final Form form;
  private final int batchSize;
  private final Optional<Long> shuffleSeed;

  /**
   * What all pictures are brought to.
   *
   * @param channels 1 grey, 3 colour
   * @param crop whether the largest inner part of these proportions is taken instead of the whole
   *     picture distorted
   */
  public record Form(int height, int width, int channels, boolean crop) {
    public Form {
      if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
        throw new IllegalArgumentException(
            "pictures: expected a height and width of at least 1 and 1 or 3 channels, got %d, %d and %d"
                .formatted(height, width, channels));
      }
    }

    /** The whole picture, distorted where proportions differ. */
    public static Form of(int height, int width, int channels) {
      return new Form(height, width, channels, false);
    }

    int length() {
      return height * width * channels;
    }
  }

  private ImageDataset(ImageSource source, Form form, int batchSize, Optional<Long> shuffleSeed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + batchSize);
    }
    this.source = source;
    this.form = form;
    this.batchSize = batchSize;
    this.shuffleSeed = shuffleSeed;
  }

  /** For training. */
  public static ImageDataset shuffled(ImageSource source, Form form, int batchSize, long seed) {
    return new ImageDataset(source, form, batchSize, Optional.of(seed));
  }

  /** For evaluation: as they stand. */
  public static ImageDataset inOrder(ImageSource source, Form form, int batchSize) {
    return new ImageDataset(source, form, batchSize, Optional.empty());
  }

  @Override
  public int examples() {
    return source.size();
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    int[] order = order(epoch);
    return () -> batches(order);
  }

  private Iterator<Batch> batches(int[] order) {
    int count = (order.length + batchSize - 1) / batchSize;
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int from = i * batchSize;
              return batch(
                  Arrays.copyOfRange(order, from, Math.min(order.length, from + batchSize)));
            })
        .iterator();
  }

  private int[] order(int epoch) {
    int[] order = IntStream.range(0, source.size()).toArray();
    if (shuffleSeed.isPresent()) {
      Random random = new Random(shuffleSeed.get() * 1_000_003 + epoch);
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
    }
    return order;
  }

  private Batch batch(int... members) {
    int n = form.length();
    float[] pixels = new float[Math.multiplyExact(n, members.length)];
    IntStream.range(0, members.length)
        .parallel()
        .forEach(i -> System.arraycopy(picture(members[i]), 0, pixels, i * n, n));
    INDArray inputs =
        Floats.array(
            pixels, DataType.FLOAT, members.length, form.height, form.width, form.channels);
    int[] labels = Arrays.stream(members).map(source::label).toArray();
    return new Batch(inputs, Nd4j.createFromArray(labels), Optional.empty()).ofRows(members);
  }

  private float[] picture(int index) {
    return source
        .image(index)
        .withChannels(form.channels)
        .resized(form.height, form.width, form.crop);
  }
}
