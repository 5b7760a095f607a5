package rawi.apps.caption.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rawi.vision.images.ImageFile;
import rawi.vision.images.ImageFileException;

/**
 * An image and what people said about it.
 *
 * @param name as its captions call it
 * @param captions of each language (ISO 639 code), as they were written, in the order of their
 *     index
 */
public record CaptionedImage(
    String name, PictureSource source, Split split, Map<String, List<String>> captions) {
  public CaptionedImage {
    captions =
        captions.entrySet().stream()
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        e -> List.copyOf(e.getValue()),
                        (a, b) -> a,
                        TreeMap::new),
                    Collections::unmodifiableSortedMap));
  }

  /** The captions in a language; may be none. */
  public List<String> captions(String lang) {
    return captions.getOrDefault(lang, List.of());
  }

  /** The captions in a language, cut into tokens. */
  public List<List<String>> references(String lang) {
    return captions(lang).stream().map(CaptionTokens::of).toList();
  }

  /** The pixels, or why there are none. */
  public Opened open() {
    if (source instanceof PictureSource.InFile file) {
      try {
        return new Opened.Picture(ImageFile.read(file.path()));
      } catch (ImageFileException e) {
        return new Opened.Bad(name, String.valueOf(e.getMessage()));
      }
    } else if (source instanceof PictureSource.Drawn drawn) {
      return new Opened.Picture(drawn.picture().get());
    }
    throw new IllegalStateException("no pixels for a " + source.getClass().getSimpleName());
  }
}
