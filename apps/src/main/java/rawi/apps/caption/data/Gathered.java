package rawi.apps.caption.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rawi.apps.cli.Failure;

/** Captions as they come, row after row, until each image has all of its own. */
final class Gathered {
  /** One image. */
  private static final class Entry {
    final Split split;
    final String place; // of its first row
    final Map<String, TreeMap<Integer, String>> captions = new HashMap<>();

    Entry(Split split, String place) {
      this.split = split;
      this.place = place;
    }

    Map<String, List<String>> inOrder() {
      Map<String, List<String>> lists = new HashMap<>();
      captions.forEach((lang, numbered) -> lists.put(lang, List.copyOf(numbered.values())));
      return lists;
    }
  }

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Adds a row.
   *
   * @param place file and line, for messages
   * @throws Failure if the image is in another split, the caption has no word or its index stands
   *     twice
   */
  void add(String image, Split split, String lang, int index, String caption, String place) {
    Entry entry = entries.computeIfAbsent(image, name -> new Entry(split, place));
    if (entry.split != split) {
      throw new Failure(
          "%s: the image '%s' is in the split '%s' by %s; expected an image in one split"
              .formatted(place, image, entry.split, entry.place));
    }
    if (CaptionTokens.of(caption).isEmpty()) {
      throw new Failure(
          "%s: expected a caption with a word in it, got '%s'".formatted(place, caption));
    }
    Optional<String> other =
        Optional.ofNullable(
            entry.captions.computeIfAbsent(lang, l -> new TreeMap<>()).putIfAbsent(index, caption));
    if (other.isPresent()) {
      throw new Failure(
          "%s: the image '%s' has a caption %d in '%s' already"
              .formatted(place, image, index, lang));
    }
  }

  /**
   * The images with their captions.
   *
   * @throws Failure if an image is missing
   */
  List<CaptionedImage> images(PictureFolder pictures) {
    List<CaptionedImage> images = new ArrayList<>();
    entries.forEach(
        (name, entry) ->
            images.add(
                new CaptionedImage(
                    name, pictures.source(name, entry.place), entry.split, entry.inOrder())));
    return images;
  }
}
