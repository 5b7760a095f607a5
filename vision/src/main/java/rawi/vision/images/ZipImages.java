package rawi.vision.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A ZIP of folders, one for each class, with pictures in them; the folders may lie in another one,
 * as in {@code test/cat/01.jpg}. Classes and pictures in the order of their names, decoded when
 * they are asked for.
 */
public final class ZipImages implements ImageSource {
  private static final int MOST_BYTES = 256 << 20; // of one picture's file

  private final Path file;
  private final ZipFile zip;
  private final List<LabelledPath> pictures;
  private final List<String> classes;
  private final int[] labels;

  private ZipImages(Path file, ZipFile zip, List<LabelledPath> pictures) {
    this.file = file;
    this.zip = zip;
    this.pictures = pictures;
    this.classes = LabelledPath.classes(pictures);
    this.labels = LabelledPath.labels(pictures, classes);
  }

  /**
   * Opens the file, which stays open until {@link #close}.
   *
   * @throws ImageFileException if it is no ZIP, has one class or none, or holds what is no picture
   *     by its name
   */
  public static ZipImages open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ImageFileException(file + ": there is no such file");
    }
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw new ImageFileException(
          "%s: expected a ZIP file, or it is cut short: %s; a folder with a folder of pictures for each class will do too"
              .formatted(file, e.getMessage()),
          e);
    }
    try {
      return new ZipImages(file, zip, LabelledPath.sorted(file.toString(), pictures(file, zip)));
    } catch (ImageFileException e) {
      close(zip, file);
      throw e;
    }
  }

  private static List<LabelledPath> pictures(Path file, ZipFile zip) {
    List<LabelledPath> pictures = new ArrayList<>();
    for (ZipEntry entry : zip.stream().toList()) {
      String[] parts = entry.getName().split("/", -1);
      String last = parts[parts.length - 1];
      if (entry.isDirectory() || LabelledPath.isHidden(last) || parts[0].equals("__MACOSX")) {
        continue;
      }
      if (parts.length < 2 || !LabelledPath.isPicture(last)) {
        throw new ImageFileException(
            "%s: %s: expected a picture (.png, .jpg, .jpeg, .gif, .bmp) in the folder of its class"
                .formatted(file, entry.getName()));
      }
      pictures.add(new LabelledPath(parts[parts.length - 2], entry.getName()));
    }
    return pictures;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public Image image(int index) {
    ZipEntry entry = zip.getEntry(pictures.get(index).path());
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ImageFileException(
            "%s: expected at most %d MB".formatted(name(index), MOST_BYTES >> 20));
      }
      return ImageFile.decode(bytes, name(index));
    } catch (IOException e) {
      throw new ImageFileException(name(index) + ": could not be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String name(int index) {
    return file + ": " + pictures.get(index).path();
  }

  @Override
  public void close() {
    close(zip, file);
  }

  private static void close(ZipFile zip, Path file) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new ImageFileException(file + ": could not be closed: " + e.getMessage(), e);
    }
  }
}
