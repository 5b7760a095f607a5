package rawi.apps.caption.scenes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import rawi.apps.caption.data.CaptionData;
import rawi.apps.caption.data.CaptionedImage;
import rawi.apps.caption.data.PictureSource;
import rawi.apps.caption.data.Split;

/**
 * Drawn images with captions in English, French and Arabic: groups of one to four equal figures,
 * and pairs of different ones of which the first is to the left of the second or above it, on three
 * backgrounds. A scene is all that its caption says; each has exactly one right caption. No scene
 * is in two splits; in one it may be drawn more than once, each time in other places, sizes, turns
 * and shades. Every second picture is of a group.
 */
public final class Scenes {
  /** What {@link CaptionData#source} says of them. */
  public static final String NAME = "scenes";

  private static final double VALID_SHARE = 0.1; // of all scenes
  private static final double TEST_SHARE = 0.2;
  private static final int GROUP_EVERY = 2;

  private Scenes() {}

  /** The languages of the captions. */
  public static List<String> languages() {
    return Grammar.languages();
  }

  /** The same data for the same options. Pictures are drawn when they are asked for. */
  public static CaptionData of(SceneOptions options) {
    Random order = new Random(options.seed());
    Map<Split, List<Scene>> groups = dealt(Scene.groups(), order);
    Map<Split, List<Scene>> pairs = dealt(Scene.pairs(), order);
    SplittableRandom seeds = new SplittableRandom(options.seed());
    List<CaptionedImage> images = new ArrayList<>();
    for (Split split : Split.values()) {
      List<Scene> ofGroups = groups.getOrDefault(split, List.of());
      List<Scene> ofPairs = pairs.getOrDefault(split, List.of());
      for (int i = 0; i < count(split, options); i++) {
        boolean group = i % GROUP_EVERY == GROUP_EVERY - 1;
        List<Scene> scenes = group ? ofGroups : ofPairs;
        int at = group ? i / GROUP_EVERY : i - i / GROUP_EVERY;
        String name = "%s-%05d.png".formatted(split, i + 1);
        images.add(
            image(name, split, scenes.get(at % scenes.size()), options.side(), seeds.nextLong()));
      }
    }
    return new CaptionData(NAME, images, List.of());
  }

  private static int count(Split split, SceneOptions options) {
    return switch (split) {
      case TRAIN -> options.train();
      case VALID -> options.valid();
      case TEST -> options.test();
    };
  }

  /** Each scene in one split. */
  private static Map<Split, List<Scene>> dealt(List<Scene> all, Random order) {
    List<Scene> scenes = new ArrayList<>(all);
    Collections.shuffle(scenes, order);
    int valid = (int) Math.round(VALID_SHARE * scenes.size());
    int test = valid + (int) Math.round(TEST_SHARE * scenes.size());
    return Map.of(
        Split.VALID, scenes.subList(0, valid),
        Split.TEST, scenes.subList(valid, test),
        Split.TRAIN, scenes.subList(test, scenes.size()));
  }

  private static CaptionedImage image(String name, Split split, Scene scene, int side, long seed) {
    Map<String, List<String>> captions = new LinkedHashMap<>();
    for (String lang : languages()) {
      captions.put(lang, List.of(Grammar.of(lang).caption(scene)));
    }
    Drawing drawing = new Drawing(side);
    PictureSource source =
        new PictureSource.Drawn(() -> drawing.of(scene, new SplittableRandom(seed)));
    return new CaptionedImage(name, source, split, captions);
  }
}
