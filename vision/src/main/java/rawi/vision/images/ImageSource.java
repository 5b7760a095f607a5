package rawi.vision.images;

import java.util.List;
import java.util.stream.IntStream;

/** Pictures, each with its class. May be read by several threads at once. */
public interface ImageSource extends AutoCloseable {
  /** The classes' names; a label is a place in this list. */
  List<String> classes();

  /** How many pictures there are. */
  int size();

  /** The class of a picture. */
  int label(int index);

  /**
   * A picture, decoded now.
   *
   * @throws ImageFileException if it cannot be
   */
  Image image(int index);

  /** What errors call a picture. */
  String name(int index);

  /** Gives back an open file, if there is one. */
  @Override
  default void close() {}

  /** Some of these pictures, such as those held back for validation. */
  default ImageSource only(int... indices) {
    return new Part(this, indices.clone());
  }

  /** The pictures from {@code from} to before {@code to}. */
  default ImageSource range(int from, int to) {
    return only(IntStream.range(from, to).toArray());
  }

  /**
   * The same pictures under the classes of another list, found by their names: what a model that
   * learnt those classes is judged on.
   *
   * @throws ImageFileException naming the first picture whose class is not in the list
   */
  default ImageSource withClasses(List<String> known) {
    return known.equals(classes()) ? this : Relabelled.of(this, known);
  }

  /** The same pictures, and behind them the mirror image of each. */
  default ImageSource withMirrored() {
    return new WithMirrored(this);
  }

  /** The same pictures, each decoded once and kept, up to so many bytes in all. */
  default ImageSource kept(long bytes) {
    return new KeptImages(this, bytes);
  }

  /** Some pictures of another source, which stays open. */
  record Part(ImageSource whole, int[] indices) implements ImageSource {
    @Override
    public List<String> classes() {
      return whole.classes();
    }

    @Override
    public int size() {
      return indices.length;
    }

    @Override
    public int label(int index) {
      return whole.label(indices[index]);
    }

    @Override
    public Image image(int index) {
      return whole.image(indices[index]);
    }

    @Override
    public String name(int index) {
      return whole.name(indices[index]);
    }
  }
}
