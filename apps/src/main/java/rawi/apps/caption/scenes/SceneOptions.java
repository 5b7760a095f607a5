package rawi.apps.caption.scenes;

/**
 * Which scenes are drawn.
 *
 * @param train pictures to learn from
 * @param valid pictures to watch
 * @param test pictures to be judged on
 * @param side of a picture, in pixels
 * @param seed of the choice of scenes and of what varies in a picture
 */
public record SceneOptions(int train, int valid, int test, int side, long seed) {
  /** Smaller, a small star is no star. */
  private static final int LEAST_SIDE = 24;

  private static final int MOST_SIDE = 4096;

  /**
   * @throws IllegalArgumentException if a split is empty or pictures are too small or too large
   */
  public SceneOptions {
    if (train < 1 || valid < 1 || test < 1) {
      throw new IllegalArgumentException(
          "scenes: expected at least one picture to learn from, to watch and to be judged on, got %d, %d and %d"
              .formatted(train, valid, test));
    }
    if (side < LEAST_SIDE || side > MOST_SIDE) {
      throw new IllegalArgumentException(
          "scenes: expected pictures of %d to %d pixels a side, got %d"
              .formatted(LEAST_SIDE, MOST_SIDE, side));
    }
  }

  /** What a small network learns from in a minute. */
  public static SceneOptions defaults(long seed) {
    return new SceneOptions(3000, 300, 300, 64, seed);
  }
}
