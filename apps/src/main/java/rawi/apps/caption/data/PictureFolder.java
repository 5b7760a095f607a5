package rawi.apps.caption.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rawi.apps.cli.Failure;

/** The pictures of a folder and of the folders in it, by name. */
final class PictureFolder {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  private final Path folder;
  private final Map<String, Path> pictures;

  private PictureFolder(Path folder, Map<String, Path> pictures) {
    this.folder = folder;
    this.pictures = pictures;
  }

  /**
   * Lists the folder.
   *
   * @throws Failure if two pictures have one name
   */
  static PictureFolder open(Path folder) {
    Map<String, Path> pictures = new HashMap<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (isPicture(name)) {
        Optional<Path> other = Optional.ofNullable(pictures.put(name, file));
        if (other.isPresent()) {
          throw new Failure(
              "%s: the picture '%s' is there twice, as %s and %s; captions name only one"
                  .formatted(folder, name, other.get(), file));
        }
      }
    }
    return new PictureFolder(folder, pictures);
  }

  /** A file of that name in the folder or in one of its folders. */
  static Optional<Path> find(Path folder, String name) {
    return files(folder).stream()
        .filter(file -> String.valueOf(file.getFileName()).equals(name))
        .findFirst();
  }

  /**
   * Where the picture of that name is.
   *
   * @param place file and line that name it
   * @throws Failure if there is none
   */
  PictureSource source(String name, String place) {
    return new PictureSource.InFile(
        Optional.ofNullable(pictures.get(name))
            .orElseThrow(
                () ->
                    new Failure(
                        "%s: the image '%s' is not in %s or a folder of it"
                            .formatted(place, name, folder))));
  }

  /**
   * Refuses pictures that no caption names.
   *
   * @param captions the file of captions
   */
  void requireCaptions(Set<String> named, Path captions) {
    pictures.keySet().stream()
        .filter(name -> !named.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new Failure(
                  "%s: this image has no caption in %s; write one or move it away"
                      .formatted(pictures.get(name), captions));
            });
  }

  /** Those of the folder itself, then those of its folders, in the order of their names. */
  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    for (Path entry : list(folder)) {
      (Files.isDirectory(entry) ? folders : files).add(entry);
    }
    for (Path inner : folders) {
      list(inner).stream().filter(Files::isRegularFile).forEach(files::add);
    }
    return files;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(e -> !String.valueOf(e.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Failure(folder + ": could not be listed: " + e.getMessage());
    }
  }

  private static boolean isPicture(String name) {
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
