package rawi.apps.caption.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rawi.apps.cli.Failure;

/**
 * Images with captions in some languages.
 *
 * @param source what messages call it
 * @param images in the order in which their captions name them first
 * @param leftOut lines to be said about what was not taken; mostly none
 */
public record CaptionData(String source, List<CaptionedImage> images, List<String> leftOut) {
  public CaptionData {
    images = List.copyOf(images);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads a folder of images and captions, the images in it or in folders of it. The captions are
   * either {@code captions.tsv}, rows of {@code split, image, lang, index, caption} with tabs
   * between, with a line of these names before them or not; or the files of Flickr8k (Hodosh, Young
   * and Hockenmaier 2013): {@code Flickr8k.token.txt} and the three lists {@code
   * Flickr_8k.trainImages.txt}, {@code devImages} and {@code testImages}, in English. Images are
   * only looked for, not opened.
   *
   * @throws Failure in one line: no captions, a row that is none, a caption without its image, an
   *     image without a caption
   */
  public static CaptionData read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          folder + ": there is no such folder; expected one with images and captions.tsv");
    }
    Path rows = folder.resolve(CaptionsFile.NAME);
    Optional<Path> tokens = PictureFolder.find(folder, FlickrFiles.TOKENS);
    if (Files.exists(rows)) {
      return CaptionsFile.read(folder, rows);
    } else if (tokens.isPresent()) {
      return FlickrFiles.read(folder, tokens.get());
    }
    throw new Failure(
        "%s: expected captions in it (%s, or %s of Flickr8k), got none"
            .formatted(folder, CaptionsFile.NAME, FlickrFiles.TOKENS));
  }

  /** The languages in which there are captions, sorted. */
  public Set<String> languages() {
    Set<String> languages = new TreeSet<>();
    images.forEach(image -> languages.addAll(image.captions().keySet()));
    return languages;
  }

  /**
   * The images of a split with captions in a language; others of the split are not in it.
   *
   * @throws Failure if there are none, naming the languages there are
   */
  public CaptionSet select(Split split, String lang) {
    if (!languages().contains(lang)) {
      throw new Failure(
          "%s: no caption in '%s'; there are %s"
              .formatted(source, lang, String.join(", ", languages())));
    }
    List<CaptionedImage> selected =
        of(split).stream().filter(image -> !image.captions(lang).isEmpty()).toList();
    if (selected.isEmpty()) {
      throw new Failure(
          "%s: no image of the split '%s' has a caption in '%s'".formatted(source, split, lang));
    }
    return new CaptionSet(source, split, lang, selected);
  }

  /** How many images of a split have captions, but none in that language. */
  public int without(Split split, String lang) {
    return (int) of(split).stream().filter(image -> image.captions(lang).isEmpty()).count();
  }

  private List<CaptionedImage> of(Split split) {
    return images.stream().filter(image -> image.split() == split).toList();
  }

  /** All but the images of those names, such as {@link BadImages#names}. */
  public CaptionData without(Set<String> names) {
    return new CaptionData(
        source, images.stream().filter(image -> !names.contains(image.name())).toList(), leftOut);
  }
}
