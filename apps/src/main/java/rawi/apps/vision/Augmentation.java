package rawi.apps.vision;

import java.util.List;
import java.util.Locale;
import rawi.apps.hyper.Space;
import rawi.nn.Layer;
import rawi.nn.layers.GaussianNoise;
import rawi.vision.augmentation.RandomBrightness;
import rawi.vision.augmentation.RandomChannelShift;
import rawi.vision.augmentation.RandomContrast;
import rawi.vision.augmentation.RandomElasticTransform;
import rawi.vision.augmentation.RandomFlip;
import rawi.vision.augmentation.RandomRotation;
import rawi.vision.augmentation.RandomTranslation;
import rawi.vision.augmentation.RandomZoom;

/** The changes of images that {@code --augment} names, each at one strength. */
enum Augmentation {
  /** Left and right change places. */
  FLIP(new RandomFlip(RandomFlip.Mode.HORIZONTAL)),
  /** By up to an eighth of each side. */
  TRANSLATE(new RandomTranslation(0.125, 0.125)),
  /** By up to 14 degrees. */
  ROTATE(new RandomRotation(0.04)),
  /** By up to 15 %. */
  ZOOM(new RandomZoom(0.15)),
  /** By up to a fifth of the range. */
  BRIGHTNESS(new RandomBrightness(0.2)),
  /** By up to 30 %. */
  CONTRAST(new RandomContrast(0.3)),
  /** Each colour by up to a tenth of the range. */
  COLOUR(new RandomChannelShift(0.1)),
  /** Smooth distortions of about a pixel. */
  ELASTIC(new RandomElasticTransform(20, 4)),
  /** Of each number by itself, with a standard deviation of a twentieth of the range. */
  NOISE(new GaussianNoise(12.75));

  /** What {@code --augment} takes. */
  static final Space.Some CHOICE = Space.Some.of((Object[]) values());

  @SuppressWarnings("ImmutableEnumChecker") // a record
  private final Layer.Spec layer;

  Augmentation(Layer.Spec layer) {
    this.layer = layer;
  }

  /** Of images from 0 to 255. */
  Layer.Spec layer() {
    return layer;
  }

  /** The changes of such a list as {@link #CHOICE} makes: {@code flip+translate}, or none. */
  static List<Augmentation> listOf(String names) {
    return CHOICE.members(names).stream()
        .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** A list as it is read by {@link #listOf}. */
  static String join(List<Augmentation> changes) {
    return CHOICE.join(changes.stream().map(Augmentation::toString).toList());
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
