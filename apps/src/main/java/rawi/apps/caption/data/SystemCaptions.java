package rawi.apps.caption.data;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;
import rawi.nn.saving.AtomicFile;

/**
 * What a system says of images, one caption each, in a file: a row an image, {@code
 * image<TAB>caption}. Two systems that have said something of the same images can be compared.
 *
 * @param captions the caption of each image, by the image's name, in the order of the rows
 */
public record SystemCaptions(Map<String, String> captions) {
  private static final int FIELDS = 2;

  public SystemCaptions {
    captions = Collections.unmodifiableMap(new LinkedHashMap<>(captions));
  }

  /**
   * Reads a file; a caption may be empty.
   *
   * @throws Failure if a row has not two fields, or an image comes twice
   */
  public static SystemCaptions read(Path file) {
    Map<String, String> read = new LinkedHashMap<>();
    try (Utf8Lines lines = Utf8Lines.open(file.toString(), InputStream.nullInputStream())) {
      while (lines.advance()) {
        String[] fields = lines.line().split("\t", -1);
        if (fields.length != FIELDS) {
          throw new Failure(
              "%s: line %d: expected image<TAB>caption, got %d fields"
                  .formatted(lines.name(), lines.number(), fields.length));
        }
        if (read.put(fields[0], fields[1]) != null) {
          throw new Failure(
              "%s: line %d: '%s' comes twice; expected one caption an image"
                  .formatted(lines.name(), lines.number(), fields[0]));
        }
      }
    }
    return new SystemCaptions(read);
  }

  /** Writes the file, whole or not at all. */
  public void write(Path file) {
    StringBuilder rows = new StringBuilder();
    captions.forEach(
        (image, caption) -> rows.append(image).append('\t').append(caption).append('\n'));
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes), written -> {});
  }

  /**
   * The tokens of the captions of these images, in their order.
   *
   * @param name of the file, for the message
   * @throws Failure if nothing is said of one of them
   */
  public List<List<String>> of(List<CaptionedImage> images, Path name) {
    List<List<String>> tokens = new ArrayList<>();
    for (CaptionedImage image : images) {
      String caption =
          Optional.ofNullable(captions.get(image.name()))
              .orElseThrow(
                  () ->
                      new Failure(
                          "%s: expected a caption of each of %d images, got none of '%s'"
                              .formatted(name, images.size(), image.name())));
      tokens.add(CaptionTokens.of(caption));
    }
    return List.copyOf(tokens);
  }
}
