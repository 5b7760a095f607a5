package rawi.vision.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of folders, one for each class, with pictures in them; classes and pictures in the order
 * of their names. Pictures are decoded when they are asked for.
 */
public final class FolderImages implements ImageSource {
  private final Path root;
  private final List<LabelledPath> pictures;
  private final List<String> classes;
  private final int[] labels;

  private FolderImages(Path root, List<LabelledPath> pictures) {
    this.root = root;
    this.pictures = pictures;
    this.classes = LabelledPath.classes(pictures);
    this.labels = LabelledPath.labels(pictures, classes);
  }

  /**
   * Lists the folder.
   *
   * @throws ImageFileException if there is only one class, a class without pictures, or a file that
   *     is no picture by its name
   */
  public static FolderImages open(Path root) {
    if (!Files.isDirectory(root)) {
      throw new ImageFileException(
          root + ": expected a folder with a folder of pictures for each class, got none");
    }
    List<LabelledPath> pictures = new ArrayList<>();
    for (Path folder : list(root)) {
      if (Files.isDirectory(folder)) {
        pictures.addAll(pictures(folder));
      } else {
        throw new ImageFileException(
            folder + ": expected only folders here, one of pictures for each class; move it away");
      }
    }
    return new FolderImages(root, LabelledPath.sorted(root.toString(), pictures));
  }

  private static List<LabelledPath> pictures(Path folder) {
    List<LabelledPath> pictures = new ArrayList<>();
    String name = String.valueOf(folder.getFileName());
    for (Path file : list(folder)) {
      if (!Files.isRegularFile(file) || !LabelledPath.isPicture(file.toString())) {
        throw new ImageFileException(
            file + ": expected a picture (.png, .jpg, .jpeg, .gif, .bmp); move it away");
      }
      pictures.add(new LabelledPath(name, name + "/" + file.getFileName()));
    }
    if (pictures.isEmpty()) {
      throw new ImageFileException(folder + ": expected pictures of this class, got none");
    }
    return pictures;
  }

  static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(e -> !LabelledPath.isHidden(String.valueOf(e.getFileName())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ImageFileException(folder + ": could not be listed: " + e.getMessage(), e);
    }
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
    return ImageFile.read(root.resolve(pictures.get(index).path()));
  }

  @Override
  public String name(int index) {
    return root.resolve(pictures.get(index).path()).toString();
  }
}
