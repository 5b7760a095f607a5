package rawi.apps.caption.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionSet;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.Opened;
import rawi.apps.caption.data.Split;
import rawi.apps.cli.Failure;
import rawi.vision.images.Image;

class ScenesTest {
  private static final SceneOptions SOME = new SceneOptions(900, 90, 120, 32, 7);

  private static float[] pixels(CaptionedImage image) {
    if (image.open() instanceof Opened.Picture picture) {
      return picture.image().floats();
    }
    throw new AssertionError(image.name());
  }

  @Test
  void noSceneIsInTwoSplits() {
    CaptionData data = Scenes.of(new SceneOptions(3000, 400, 800, 32, 3));
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      Set<String> own = new HashSet<>();
      CaptionSet set = data.select(split, "ar");
      set.images().forEach(image -> own.addAll(image.captions("ar")));
      assertThat(own).hasSizeGreaterThan(150).noneMatch(seen::contains);
      seen.addAll(own);
    }
  }

  @Test
  void everyPictureHasOneCaptionInEachLanguageAndEachSplitItsNumber() {
    CaptionData data = Scenes.of(SOME);
    assertThat(data.languages()).containsExactly("ar", "en", "fr");
    for (String lang : Scenes.languages()) {
      assertThat(data.select(Split.TRAIN, lang).captions()).isEqualTo(900);
      assertThat(data.select(Split.VALID, lang).captions()).isEqualTo(90);
      assertThat(data.select(Split.TEST, lang).captions()).isEqualTo(120);
    }
  }

  @Test
  void oneSeedGivesOneSetOfPicturesAndAnotherAnother() {
    List<CaptionedImage> images = Scenes.of(SOME).images();
    List<CaptionedImage> again = Scenes.of(SOME).images();
    List<CaptionedImage> other = Scenes.of(new SceneOptions(900, 90, 120, 32, 8)).images();
    for (int i : new int[] {0, 2, 899, 1000}) {
      assertThat(pixels(images.get(i))).isEqualTo(pixels(again.get(i)));
      assertThat(pixels(images.get(i))).isEqualTo(pixels(images.get(i)));
      assertThat(pixels(images.get(i))).isNotEqualTo(pixels(other.get(i)));
    }
  }

  @Test
  void twoPicturesOfASceneDiffer() {
    List<CaptionedImage> groups =
        Scenes.of(SOME).select(Split.TRAIN, "en").images().stream()
            .filter(image -> !image.captions("en").get(0).contains("above"))
            .toList();
    CaptionedImage first = groups.get(1);
    List<CaptionedImage> same =
        Scenes.of(new SceneOptions(3000, 1, 1, 32, 7)).images().stream()
            .filter(image -> image.captions().equals(first.captions()))
            .toList();
    assertThat(same).hasSizeGreaterThan(1);
    assertThat(pixels(same.get(0))).isNotEqualTo(pixels(same.get(1)));
  }

  @Test
  void figuresAreInsideAndApartAndAPairStandsAsItsCaptionSays() {
    SplittableRandom random = new SplittableRandom(1);
    Stream.concat(Scene.groups().stream(), Scene.pairs().stream())
        .forEach(
            scene -> {
              List<Place> places = Place.of(scene, random);
              for (int i = 0; i < places.size(); i++) {
                Place a = places.get(i);
                assertThat(Math.min(a.x(), a.y())).isGreaterThan(a.r());
                assertThat(Math.max(a.x(), a.y())).isLessThan(1 - a.r());
                for (Place b : places.subList(i + 1, places.size())) {
                  assertThat(Math.hypot(a.x() - b.x(), a.y() - b.y())).isGreaterThan(a.r() + b.r());
                }
              }
              if (scene instanceof Scene.Pair pair) {
                double right = places.get(1).x() - places.get(0).x();
                double down = places.get(1).y() - places.get(0).y();
                boolean above = pair.relation() == Relation.ABOVE;
                assertThat(above ? down : right).isGreaterThan(0.35);
                assertThat(Math.abs(above ? right : down)).isLessThan(0.09);
              }
            });
  }

  @Test
  void aFigureHasItsColourOnItsGround() {
    Scene scene = new Scene.Group(1, Size.BIG, new Figure(Colour.RED, Shape.SQUARE), Ground.BLACK);
    Image image = new Drawing(64).of(scene, new SplittableRandom(4));
    int red = 0;
    int dark = 0;
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 64; j++) {
        red += image.value(i, j, 0) > 150 && image.value(i, j, 1) < 90 ? 1 : 0;
        dark += image.value(i, j, 0) < 60 ? 1 : 0;
      }
    }
    assertThat(red).isBetween(300, 440);
    assertThat(red + dark).isBetween(64 * 64 - 80, 64 * 64);
  }

  @Test
  void scenesWrittenAsAFolderAreReadAgain(@TempDir Path folder) throws IOException {
    CaptionData data = Scenes.of(new SceneOptions(6, 3, 3, 24, 1));
    Path out = folder.resolve("drawn");
    SceneFolder.write(data, out);
    CaptionData read = CaptionData.read(out);
    for (int i = 0; i < data.images().size(); i++) {
      CaptionedImage drawn = data.images().get(i);
      CaptionedImage file = read.images().get(i);
      assertThat(file.name()).isEqualTo(drawn.name());
      assertThat(file.captions()).isEqualTo(drawn.captions());
      assertThat(file.split()).isEqualTo(drawn.split());
      assertThat(Arrays.equals(pixels(file), pixels(drawn))).isTrue();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(out);
    }
    assertThatThrownBy(() -> SceneFolder.write(data, out))
        .isInstanceOf(Failure.class)
        .hasMessage("%s: is there already; name a folder that is not", out);
  }

  @Test
  void emptySplitsAndPicturesOfNoSizeAreRefused() {
    assertThatThrownBy(() -> new SceneOptions(10, 0, 10, 64, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 10, 0 and 10");
    assertThatThrownBy(() -> new SceneOptions(10, 1, 10, 8, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 8");
  }
}
