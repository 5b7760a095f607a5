package rawi.vision.images;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The pictures of another source, kept in memory once they were decoded, as long as there is room;
 * those that found none are decoded each time.
 */
final class KeptImages implements ImageSource {
  private final ImageSource source;
  private final AtomicReferenceArray<Optional<Image>> kept;
  private final AtomicLong room;

  KeptImages(ImageSource source, long bytes) {
    this.source = source;
    this.kept = new AtomicReferenceArray<>(source.size());
    for (int i = 0; i < source.size(); i++) {
      kept.set(i, Optional.empty());
    }
    this.room = new AtomicLong(bytes);
  }

  @Override
  public Image image(int index) {
    return kept.get(index).orElseGet(() -> decoded(index));
  }

  private Image decoded(int index) {
    Image image = source.image(index);
    long bytes = (long) image.height() * image.width() * image.channels();
    if (room.addAndGet(-bytes) >= 0) {
      kept.set(index, Optional.of(image));
    } else {
      room.addAndGet(bytes);
    }
    return image;
  }

  @Override
  public List<String> classes() {
    return source.classes();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int label(int index) {
    return source.label(index);
  }

  @Override
  public String name(int index) {
    return source.name(index);
  }

  @Override
  public void close() {
    source.close();
  }
}
