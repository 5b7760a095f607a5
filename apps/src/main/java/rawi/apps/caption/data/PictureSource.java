package rawi.apps.caption.data;

import java.nio.file.Path;
import java.util.function.Supplier;
import rawi.vision.images.Image;

/** Where the pixels of an image come from. */
public sealed interface PictureSource {
  /** A file, decoded when it is asked for. */
  record InFile(Path path) implements PictureSource {}

  /** A drawing, made when it is asked for; the same each time. */
  record Drawn(Supplier<Image> picture) implements PictureSource {}
}
