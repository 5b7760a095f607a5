package rawi.vision.images;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A picture's path within its set, and the folder that is its class. */
record LabelledPath(String folder, String path) {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** Whether a name ends as a picture's does. */
  static boolean isPicture(String path) {
    return ENDINGS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** Whether a file is one of those that systems leave everywhere: .DS_Store, Thumbs.db. */
  static boolean isHidden(String name) {
    return name.startsWith(".") || name.equals("Thumbs.db") || name.equals("desktop.ini");
  }

  /** By class, then by name; at least two classes, or it is refused. */
  static List<LabelledPath> sorted(String source, List<LabelledPath> pictures) {
    if (pictures.isEmpty()) {
      throw new ImageFileException(
          source + ": expected a folder of pictures for each class, got no picture");
    }
    List<String> classes = classes(pictures);
    if (classes.size() < 2) {
      throw new ImageFileException(
          "%s: expected at least two classes, got only '%s'".formatted(source, classes.get(0)));
    }
    return pictures.stream()
        .sorted(Comparator.comparing(LabelledPath::folder).thenComparing(LabelledPath::path))
        .toList();
  }

  static List<String> classes(List<LabelledPath> pictures) {
    Set<String> classes = new TreeSet<>();
    pictures.forEach(p -> classes.add(p.folder));
    return List.copyOf(classes);
  }

  /** For each picture the place of its class in the list. */
  static int[] labels(List<LabelledPath> pictures, List<String> classes) {
    TreeMap<String, Integer> places = new TreeMap<>();
    classes.forEach(c -> places.put(c, places.size()));
    return pictures.stream().mapToInt(p -> places.getOrDefault(p.folder, -1)).toArray();
  }
}
