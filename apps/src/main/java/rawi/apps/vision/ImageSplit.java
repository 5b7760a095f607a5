package rawi.apps.vision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rawi.apps.cli.Failure;
import rawi.vision.images.ImageSource;

/**
 * Images to learn from and images to watch.
 *
 * @param valid absent: none are watched
 */
public record ImageSplit(ImageSource train, Optional<ImageSource> valid) {
  /**
   * Keeps a share of each class for watching: of a tenth, the tenth image, the twentieth and so on.
   *
   * @param share 0: none
   * @throws Failure if that leaves none to watch
   */
  public static ImageSplit of(String data, ImageSource all, double share) {
    if (share == 0) {
      return new ImageSplit(all, Optional.empty());
    }
    int[] seen = new int[all.classes().size()];
    List<Integer> train = new ArrayList<>();
    List<Integer> valid = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int before = seen[all.label(i)]++;
      boolean kept = Math.floor((before + 1) * share) > Math.floor(before * share);
      (kept ? valid : train).add(i);
    }
    if (valid.isEmpty()) {
      throw new Failure(
          "%s: expected a class with at least %d pictures, to keep a share of %s for validation, got %d pictures in all; name others with --valid, or --validation 0 for none"
              .formatted(data, (int) Math.ceil(1 / share), share, all.size()));
    }
    return new ImageSplit(all.only(array(train)), Optional.of(all.only(array(valid))));
  }

  /** The same, each image decoded once as long as there is room. */
  ImageSplit kept() {
    return new ImageSplit(decodedOnce(train), valid.map(v -> v.kept(room() / 4)));
  }

  /** The same images, each decoded once as long as a quarter of Java's heap has room for them. */
  public static ImageSource decodedOnce(ImageSource images) {
    return images.kept(room());
  }

  private static long room() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** Those of the classes that have no image. */
  static List<String> withoutImages(ImageSource images) {
    boolean[] seen = new boolean[images.classes().size()];
    IntStream.range(0, images.size()).forEach(i -> seen[images.label(i)] = true);
    return IntStream.range(0, seen.length)
        .filter(k -> !seen[k])
        .mapToObj(images.classes()::get)
        .toList();
  }

  private static int[] array(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }

  /** SHA-256 of the names and classes of some images, in hexadecimal; not of their pixels. */
  public static String hash(ImageSource images) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < images.size(); i++) {
      String line = images.classes().get(images.label(i)) + "\t" + images.name(i) + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
