package rawi.apps.sentiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;

/**
 * A folder that holds {@code train.tsv}, {@code valid.tsv} and {@code test.tsv}, lines of label and
 * text.
 *
 * @param name its path below where it was found
 */
record DataSets(String name, Path folder) {
  private static final int DEEPEST = 4; // folders below the root that are looked into

  /**
   * All such folders below a root, by name.
   *
   * @throws Failure if there are none, or the root cannot be read
   */
  static List<DataSets> below(Path root) {
    if (!Files.isDirectory(root)) {
      throw new Failure(root + ": there is no such folder");
    }
    try (Stream<Path> folders = Files.walk(root, DEEPEST)) {
      List<DataSets> found =
          folders
              .filter(DataSets::isWhole)
              .filter(DataSets::isLabelled)
              .map(folder -> new DataSets(root.relativize(folder).toString(), folder))
              .sorted(Comparator.comparing(DataSets::name))
              .toList();
      if (found.isEmpty()) {
        throw new Failure(
            root
                + ": expected folders with train.tsv, valid.tsv and test.tsv below it, found none");
      }
      return found;
    } catch (IOException e) {
      throw new Failure(root + ": cannot be read: " + e.getMessage());
    }
  }

  private static boolean isWhole(Path folder) {
    return Stream.of("train.tsv", "valid.tsv", "test.tsv")
        .allMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /** Whether it is of this kind: other data lies in files of these names too. */
  private static boolean isLabelled(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve("valid.tsv"))) {
      return lines.findFirst().filter(line -> line.indexOf('\t') > 0).isPresent();
    } catch (IOException | UncheckedIOException e) {
      return true; // reading it for good will say what is wrong with it
    }
  }

  LabelledTexts texts(String file, Session session) {
    return LabelledTexts.read(folder.resolve(file + ".tsv").toString(), session);
  }
}
