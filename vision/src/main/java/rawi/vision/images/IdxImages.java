package rawi.vision.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MNIST, Fashion-MNIST and what has their form: grey pictures and their labels in two IDX files,
 * held in memory. Classes are called 0, 1, 2 and so on.
 */
public final class IdxImages implements ImageSource {
  private static final int RANK = 3; // count, rows, columns
  private static final int WIDEST_GAP = 10; // between labels of a part of a set

  private final Path file;
  private final Idx images;
  private final Idx labels;
  private final List<String> classes;

  private IdxImages(Path file, Idx images, Idx labels) {
    this.file = file;
    this.images = images;
    this.labels = labels;
    int most = 0;
    for (byte label : labels.data()) {
      most = Math.max(most, label & 0xff);
    }
    this.classes = IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
  }

  /**
   * Reads both files, gzip or not.
   *
   * @throws ImageFileException if a header does not fit its file, or one file the other
   */
  public static IdxImages read(Path images, Path labels) {
    Idx pictures = Idx.read(images, RANK);
    Idx classes = Idx.read(labels, 1);
    if (pictures.dims()[0] != classes.dims()[0]) {
      throw new ImageFileException(
          "%s: expected a label for each of the %d pictures of %s, got %d"
              .formatted(labels, pictures.dims()[0], images, classes.dims()[0]));
    }
    requireClasses(labels, classes);
    return new IdxImages(images, pictures, classes);
  }

  /** Classes are numbered; a label far from all others is no class but a damaged file. */
  private static void requireClasses(Path file, Idx labels) {
    BitSet seen = new BitSet();
    for (byte label : labels.data()) {
      seen.set(label & 0xff);
    }
    int before = -1;
    for (int label = seen.nextSetBit(0); label >= 0; label = seen.nextSetBit(label + 1)) {
      if (label - before > Math.max(WIDEST_GAP, seen.cardinality())) {
        throw new ImageFileException(
            "%s: expected labels that number the classes from 0, got %d, and none from %d to %d; it is damaged, or number its classes anew"
                .formatted(file, label, before + 1, label - 1));
      }
      before = label;
    }
  }

  /** The training part of a folder with the files of MNIST under their usual names. */
  public static IdxImages training(Path folder) {
    return read(
        find(folder, "train-images-idx3-ubyte", "train-images.idx3-ubyte"),
        find(folder, "train-labels-idx1-ubyte", "train-labels.idx1-ubyte"));
  }

  /** The test part of such a folder. */
  public static IdxImages test(Path folder) {
    return read(
        find(folder, "t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"),
        find(folder, "t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"));
  }

  private static Path find(Path folder, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> Stream.of(name + ".gz", name))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new ImageFileException(
                    "%s: expected %s or %s.gz in it".formatted(folder, names[0], names[0])));
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return images.dims()[0];
  }

  @Override
  public int label(int index) {
    return labels.data()[index] & 0xff;
  }

  @Override
  public Image image(int index) {
    int rows = images.dims()[1];
    int columns = images.dims()[2];
    int from = index * rows * columns;
    byte[] pixels = Arrays.copyOfRange(images.data(), from, from + rows * columns);
    return new Image(rows, columns, 1, pixels);
  }

  @Override
  public String name(int index) {
    return file + " picture " + index;
  }
}
