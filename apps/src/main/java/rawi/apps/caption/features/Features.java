package rawi.apps.caption.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import rawi.apps.caption.data.BadImages;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Opened;
import rawi.apps.caption.data.PictureSource;
import rawi.apps.caption.data.Split;
import rawi.apps.cli.Failure;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.ModelFileException;

/**
 * Makes images ready for decoders: those of a frozen encoder are computed once, in batches whose
 * pictures are decoded side by side, and kept in a file; those of an encoder that learns are
 * decoded.
 *
 * @param cache the folder of the file; empty: nothing is kept
 * @param say what is told of the work
 */
public record Features(
    ImageEncoder encoder, Kernels kernels, Optional<Path> cache, Consumer<String> say) {
  private static final int AT_ONCE = 16;
  private static final int TOLD = 256; // images between two lines
  private static final String ENDING = ".features";

  /**
   * Images ready for use.
   *
   * @param whole as attention and encoders that learn take them
   * @param means the means over the places; of pixels, the pixels
   * @param images those that could be read, in their order
   * @param bad those that could not
   */
  public record Ready(
      ImageInputs whole, ImageInputs means, List<CaptionedImage> images, BadImages bad) {
    /** Those of one split. */
    public Ready only(Split split) {
      int[] chosen =
          IntStream.range(0, images.size()).filter(i -> images.get(i).split() == split).toArray();
      return new Ready(
          new Subset(whole, chosen),
          new Subset(means, chosen),
          Arrays.stream(chosen).mapToObj(images::get).toList(),
          bad);
    }
  }

  /** The images of a set; those that cannot be read are told apart. */
  public Ready of(List<CaptionedImage> images) {
    return encoder.identity().isEmpty() ? pixels(images) : features(images);
  }

  /** The same of an encoder that learns no more: features, kept only where it has an identity. */
  public Features frozen() {
    boolean learnt = encoder.identity().isEmpty();
    return learnt ? new Features(encoder.frozen(), kernels, Optional.empty(), say) : this;
  }

  private Ready pixels(List<CaptionedImage> images) {
    Map<CaptionedImage, float[]> read = new LinkedHashMap<>();
    List<Opened.Bad> bad = new ArrayList<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<CaptionedImage> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
      List<Opened> opened = some.parallelStream().map(CaptionedImage::open).toList();
      for (int i = 0; i < some.size(); i++) {
        if (opened.get(i) instanceof Opened.Picture picture) {
          read.put(some.get(i), encoder.pixels(picture.image()));
        } else if (opened.get(i) instanceof Opened.Bad reason) {
          bad.add(reason);
        }
      }
    }
    Pixels pixels = new Pixels(encoder, List.copyOf(read.values()));
    return new Ready(pixels, pixels, List.copyOf(read.keySet()), new BadImages(bad, images.size()));
  }

  private Ready features(List<CaptionedImage> images) {
    List<Opened.Bad> bad = new ArrayList<>();
    Map<CaptionedImage, FeatureCache.Key> keys = new LinkedHashMap<>();
    for (CaptionedImage image : images) {
      key(image, bad).ifPresent(key -> keys.put(image, key));
    }
    Optional<Path> file = cache.map(folder -> folder.resolve(fileName()));
    Optional<FeatureCache> kept = file.flatMap(this::opened);
    Map<FeatureCache.Key, float[]> fresh = new LinkedHashMap<>();
    List<CaptionedImage> missing =
        keys.entrySet().stream()
            .filter(e -> kept.map(c -> !c.has(e.getValue())).orElse(true))
            .map(Map.Entry::getKey)
            .toList();
    compute(missing, keys, fresh, bad);
    Set<String> names = Set.copyOf(bad.stream().map(Opened.Bad::name).toList());
    List<CaptionedImage> good =
        keys.keySet().stream().filter(image -> !names.contains(image.name())).toList();
    Optional<FeatureCache> whole =
        fresh.isEmpty() ? kept : file.flatMap(f -> written(f, kept, fresh));
    List<FeatureCache.Key> order =
        good.stream().map(image -> Optional.ofNullable(keys.get(image)).orElseThrow()).toList();
    CachedFeatures all =
        new CachedFeatures(
            whole.map(c -> mapped(c, order)).orElseGet(() -> inMemory(kept, fresh, order)),
            encoder.places(),
            encoder.channels());
    return new Ready(all, all.means(), good, new BadImages(bad, images.size()));
  }

  private String fileName() {
    return "rawi-" + encoder.identity().substring(0, 16) + ENDING;
  }

  /** What is there already; a file that cannot be used is named, and made again. */
  private Optional<FeatureCache> opened(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(FeatureCache.open(file, encoder));
    } catch (FeatureCache.Broken e) {
      say.accept("%s: %s; its features are computed again".formatted(file, e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<FeatureCache.Key> key(CaptionedImage image, List<Opened.Bad> bad) {
    try {
      return Optional.of(hash(image));
    } catch (IOException e) {
      bad.add(new Opened.Bad(image.name(), image.name() + ": cannot be read: " + e.getMessage()));
      return Optional.empty();
    }
  }

  /** SHA-256 of an image's file, of a drawing its pixels. */
  private static FeatureCache.Key hash(CaptionedImage image) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (image.source() instanceof PictureSource.InFile file) {
        digest.update(Files.readAllBytes(file.path()));
      } else if (image.open() instanceof Opened.Picture picture) {
        digest.update(ByteBuffer.allocate(4).putInt(picture.image().width()).array());
        for (float value : picture.image().floats()) {
          digest.update((byte) (int) value);
        }
      }
      return new FeatureCache.Key(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void compute(
      List<CaptionedImage> images,
      Map<CaptionedImage, FeatureCache.Key> keys,
      Map<FeatureCache.Key, float[]> fresh,
      List<Opened.Bad> bad) {
    if (images.isEmpty()) {
      return;
    }
    say.accept("computing the features of %d images (%s)".formatted(images.size(), encoder.name()));
    ImageEncoder.Ready ready = encoder.ready(kernels);
    Arena arena = new Arena();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      List<CaptionedImage> some = images.subList(from, Math.min(images.size(), from + AT_ONCE));
      List<Opened> opened = some.parallelStream().map(CaptionedImage::open).toList();
      List<CaptionedImage> read = new ArrayList<>();
      List<float[]> pixels = new ArrayList<>();
      for (int i = 0; i < some.size(); i++) {
        if (opened.get(i) instanceof Opened.Picture picture) {
          read.add(some.get(i));
          pixels.add(encoder.pixels(picture.image()));
        } else if (opened.get(i) instanceof Opened.Bad reason) {
          bad.add(reason);
        }
      }
      List<float[]> values = pixels.isEmpty() ? List.of() : ready.values(pixels, arena);
      for (int i = 0; i < read.size(); i++) {
        fresh.put(Optional.ofNullable(keys.get(read.get(i))).orElseThrow(), values.get(i));
      }
      if (from / TOLD != (from + AT_ONCE) / TOLD) {
        say.accept("features of %d of %d images".formatted(from + AT_ONCE, images.size()));
      }
    }
  }

  /** Writes what there was and what came to it; says so where it cannot. */
  private Optional<FeatureCache> written(
      Path file, Optional<FeatureCache> kept, Map<FeatureCache.Key, float[]> fresh) {
    Set<FeatureCache.Key> all = new LinkedHashSet<>();
    kept.ifPresent(c -> all.addAll(c.keys()));
    all.addAll(fresh.keySet());
    try {
      FeatureCache.write(
          file,
          encoder,
          List.copyOf(all),
          key -> Optional.ofNullable(fresh.get(key)).orElseGet(() -> kept.orElseThrow().read(key)));
      return Optional.of(FeatureCache.open(file, encoder));
    } catch (ModelFileException e) {
      say.accept(
          "features are not kept: %s; name another folder with --cache".formatted(e.getMessage()));
      return Optional.empty();
    } catch (FeatureCache.Broken e) {
      throw new Failure(file + ": " + e.getMessage() + "; remove it, or name another with --cache");
    }
  }

  private static CachedFeatures.FeatureValues mapped(
      FeatureCache cache, List<FeatureCache.Key> order) {
    int[] places = order.stream().mapToInt(cache::indexOf).toArray();
    return new CachedFeatures.FeatureValues() {
      @Override
      public void read(int image, float[] into, int at) {
        cache.read(places[image], into, at);
      }

      @Override
      public int size() {
        return places.length;
      }
    };
  }

  private static CachedFeatures.FeatureValues inMemory(
      Optional<FeatureCache> kept,
      Map<FeatureCache.Key, float[]> fresh,
      List<FeatureCache.Key> order) {
    float[][] values =
        IntStream.range(0, order.size())
            .mapToObj(
                i ->
                    Optional.ofNullable(fresh.get(order.get(i)))
                        .orElseGet(() -> kept.orElseThrow().read(order.get(i))))
            .toArray(float[][]::new);
    return CachedFeatures.inMemory(values);
  }
}
