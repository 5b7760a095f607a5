package rawi.apps.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rawi.apps.plots.LinePlot;

/**
 * Where the pictures of an example go.
 *
 * @param folder absent: none are wanted
 */
record Pictures(Optional<Path> folder) {
  /** Writes a picture if any are wanted, and gives the files written. */
  List<Path> write(String name, LinePlot plot) {
    return write(name, plot::write);
  }

  /** The same for any picture that can write itself to a file. */
  List<Path> write(String name, Consumer<Path> picture) {
    if (folder.isEmpty()) {
      return List.of();
    }
    Path file = folder.get().resolve(name);
    picture.accept(file);
    return List.of(file);
  }
}
