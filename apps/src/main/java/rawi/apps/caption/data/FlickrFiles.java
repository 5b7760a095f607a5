package rawi.apps.caption.data;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;

/**
 * The files of Flickr8k: {@code image#index<TAB>caption} in English, and for each split a list of
 * images. Images that no list names are left out.
 */
final class FlickrFiles {
  static final String TOKENS = "Flickr8k.token.txt";

  private static final String LANGUAGE = "en";
  private static final Pattern ROW = Pattern.compile("([^\t#]+)#([0-9]{1,9})\t(.*)");
  private static final Map<Split, String> LISTS =
      Map.of(
          Split.TRAIN, "Flickr_8k.trainImages.txt",
          Split.VALID, "Flickr_8k.devImages.txt",
          Split.TEST, "Flickr_8k.testImages.txt");

  private FlickrFiles() {}

  static CaptionData read(Path folder, Path tokens) {
    Map<String, Split> splits = new HashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      list(tokens.resolveSibling(LISTS.getOrDefault(split, "")), split, splits, places);
    }
    Gathered gathered = new Gathered();
    Set<String> named = new HashSet<>();
    try (Utf8Lines lines = Utf8Lines.open(tokens.toString(), InputStream.nullInputStream())) {
      while (lines.advance()) {
        named.add(row(lines, splits, gathered));
      }
    }
    for (Map.Entry<String, String> listed : places.entrySet()) {
      if (!named.contains(listed.getKey())) {
        throw new Failure(
            "%s: the image '%s' has no caption in %s"
                .formatted(listed.getValue(), listed.getKey(), tokens));
      }
    }
    PictureFolder pictures = PictureFolder.open(folder);
    List<CaptionedImage> images = gathered.images(pictures);
    pictures.requireCaptions(named, tokens);
    int others = named.size() - images.size();
    return new CaptionData(
        folder.toString(),
        images,
        others == 0
            ? List.of()
            : List.of("%s: %d images in no split are left out".formatted(tokens, others)));
  }

  private static void list(
      Path file, Split split, Map<String, Split> splits, Map<String, String> places) {
    if (!Files.exists(file)) {
      throw new Failure(
          "%s: there is no such file; expected the images of the split '%s'"
              .formatted(file, split));
    }
    try (Utf8Lines lines = Utf8Lines.open(file.toString(), InputStream.nullInputStream())) {
      while (lines.advance()) {
        String name = lines.line().strip();
        String place = "%s: line %d".formatted(file, lines.number());
        if (name.isEmpty()) {
          throw new Failure(place + ": expected the name of an image, got a blank line");
        }
        Optional<Split> other = Optional.ofNullable(splits.put(name, split));
        if (other.isPresent()) {
          throw new Failure(
              "%s: the image '%s' is in the split '%s' already"
                  .formatted(place, name, other.get()));
        }
        places.put(name, place);
      }
    }
  }

  /** Adds a row, if its image is in a split, and tells the image. */
  private static String row(Utf8Lines lines, Map<String, Split> splits, Gathered gathered) {
    String place = "%s: line %d".formatted(lines.name(), lines.number());
    Matcher row = ROW.matcher(lines.line());
    if (!row.matches()) {
      throw new Failure(
          "%s: expected image#number<TAB>caption, got '%s'".formatted(place, lines.line()));
    }
    String image = row.group(1);
    Optional.ofNullable(splits.get(image))
        .ifPresent(
            split ->
                gathered.add(
                    image, split, LANGUAGE, Integer.parseInt(row.group(2)), row.group(3), place));
    return image;
  }
}
