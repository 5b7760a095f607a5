package rawi.apps.caption.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The images of one split that have captions in one language, at least one.
 *
 * @param source what messages call it
 */
public record CaptionSet(String source, Split split, String lang, List<CaptionedImage> images) {
  public CaptionSet {
    images = List.copyOf(images);
  }

  /** For each image its captions, each cut into tokens. */
  public List<List<List<String>>> references() {
    return images.stream().map(image -> image.references(lang)).toList();
  }

  /** How many captions all images have together. */
  public int captions() {
    return images.stream().mapToInt(image -> image.captions(lang).size()).sum();
  }

  /** SHA-256 of names and captions, in hexadecimal. */
  public String hash() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (CaptionedImage image : images) {
      for (String caption : image.captions(lang)) {
        String line = image.name() + '\t' + caption + '\n';
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
