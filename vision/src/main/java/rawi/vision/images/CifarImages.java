package rawi.vision.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * CIFAR-10 and CIFAR-100 in their binary form (Krizhevsky 2009), held in memory: records of a label
 * (CIFAR-100: a coarse and a fine one) and 32 x 32 red, then green, then blue bytes.
 */
public final class CifarImages implements ImageSource {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;

  private final Kind kind;
  private final List<Path> files;
  private final List<byte[]> parts;
  private final List<String> classes;

  /** What a record begins with. */
  private enum Kind {
    CIFAR_10(1, 10),
    CIFAR_100(2, 100);

    private final int labels;
    private final int classes;

    Kind(int labels, int classes) {
      this.labels = labels;
      this.classes = classes;
    }

    int record() {
      return labels + 3 * PLANE;
    }
  }

  private CifarImages(Kind kind, List<Path> files, Path names) {
    this.kind = kind;
    this.files = files;
    this.parts = files.stream().map(file -> read(file, kind)).toList();
    this.classes =
        Files.isRegularFile(names)
            ? names(names, kind.classes)
            : IntStream.range(0, kind.classes).mapToObj(Integer::toString).toList();
  }

  /** The training part of a folder with data_batch_1.bin and so on, or CIFAR-100's train.bin. */
  public static CifarImages training(Path folder) {
    List<Path> batches =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> folder.resolve("data_batch_" + i + ".bin"))
            .filter(Files::isRegularFile)
            .toList();
    return batches.isEmpty() ? hundred(folder, "train.bin") : ten(folder, batches);
  }

  /** The test part of such a folder. */
  public static CifarImages test(Path folder) {
    Path batch = folder.resolve("test_batch.bin");
    return Files.isRegularFile(batch) ? ten(folder, List.of(batch)) : hundred(folder, "test.bin");
  }

  private static CifarImages ten(Path folder, List<Path> files) {
    return new CifarImages(Kind.CIFAR_10, files, folder.resolve("batches.meta.txt"));
  }

  private static CifarImages hundred(Path folder, String file) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new ImageFileException(
          "%s: expected data_batch_1.bin .. and test_batch.bin, or train.bin and test.bin in it"
              .formatted(folder));
    }
    return new CifarImages(Kind.CIFAR_100, List.of(path), folder.resolve("fine_label_names.txt"));
  }

  private static byte[] read(Path file, Kind kind) {
    byte[] records = Unzipped.read(file, InputStream::readAllBytes);
    if (records.length == 0 || records.length % kind.record() != 0) {
      throw new ImageFileException(
          "%s: expected records of %d bytes, got %d bytes, which is no multiple; it is cut short or of another form"
              .formatted(file, kind.record(), records.length));
    }
    for (int at = 0; at < records.length; at += kind.record()) {
      int label = records[at + kind.labels - 1] & 0xff;
      if (label >= kind.classes) {
        throw new ImageFileException(
            "%s: record %d: expected a label below %d, got %d"
                .formatted(file, at / kind.record(), kind.classes, label));
      }
    }
    return records;
  }

  private static List<String> names(Path file, int count) {
    try {
      List<String> names = new ArrayList<>();
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!line.isBlank()) {
          names.add(line.strip());
        }
      }
      if (names.size() != count) {
        throw new ImageFileException(
            "%s: expected the names of %d classes, got %d".formatted(file, count, names.size()));
      }
      return List.copyOf(names);
    } catch (IOException e) {
      throw new ImageFileException(file + ": could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(part -> part.length / kind.record()).sum();
  }

  /** Where a picture's record is. */
  private record Place(int part, int at) {}

  private Place place(int index) {
    int left = index;
    int part = 0;
    while (left >= parts.get(part).length / kind.record()) {
      left -= parts.get(part).length / kind.record();
      part++;
    }
    return new Place(part, left * kind.record());
  }

  @Override
  public int label(int index) {
    Place place = place(index);
    return parts.get(place.part)[place.at + kind.labels - 1] & 0xff;
  }

  @Override
  public Image image(int index) {
    Place place = place(index);
    byte[] record = parts.get(place.part);
    byte[] pixels = new byte[3 * PLANE];
    for (int i = 0; i < PLANE; i++) {
      for (int c = 0; c < 3; c++) {
        pixels[3 * i + c] = record[place.at + kind.labels + c * PLANE + i];
      }
    }
    return new Image(SIDE, SIDE, 3, pixels);
  }

  @Override
  public String name(int index) {
    Place place = place(index);
    return files.get(place.part) + " record " + place.at / kind.record();
  }
}
