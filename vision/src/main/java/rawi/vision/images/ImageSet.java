package rawi.vision.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Pictures and their classes under one path, whatever their form: a folder with the IDX files of
 * MNIST, a folder with the binary files of CIFAR, a folder with a folder for each class, or a ZIP
 * of that. The first two hold a training and a test part, of the others all is taken for either.
 */
public record ImageSet(Path path) {
  /**
   * What to learn from.
   *
   * @throws ImageFileException if there is nothing of the kind under the path, or it is broken
   */
  public ImageSource training() {
    return switch (form()) {
      case IDX -> IdxImages.training(path);
      case CIFAR -> CifarImages.training(path);
      case ZIP -> ZipImages.open(path);
      case FOLDER -> FolderImages.open(path);
    };
  }

  /**
   * What to judge on.
   *
   * @throws ImageFileException if there is nothing of the kind under the path, or it is broken
   */
  public ImageSource test() {
    return switch (form()) {
      case IDX -> IdxImages.test(path);
      case CIFAR -> CifarImages.test(path);
      case ZIP -> ZipImages.open(path);
      case FOLDER -> FolderImages.open(path);
    };
  }

  private enum Form {
    IDX,
    CIFAR,
    ZIP,
    FOLDER
  }

  private Form form() {
    if (!Files.exists(path)) {
      throw new ImageFileException(
          path
              + ": there is no such file or folder; expected a folder with a folder of pictures for"
              + " each class, a ZIP of that, or a folder with the files of MNIST or CIFAR");
    }
    if (!Files.isDirectory(path)) {
      return Form.ZIP;
    }
    if (holds("train-images", "train-labels", "t10k-images", "t10k-labels")) {
      return Form.IDX;
    }
    return holds("data_batch_", "test_batch.bin", "train.bin", "test.bin")
        ? Form.CIFAR
        : Form.FOLDER;
  }

  private boolean holds(String... beginnings) {
    return FolderImages.list(path).stream()
        .filter(Files::isRegularFile)
        .map(file -> String.valueOf(file.getFileName()))
        .anyMatch(name -> Stream.of(beginnings).anyMatch(name::startsWith));
  }
}
