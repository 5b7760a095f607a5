package rawi.vision.layers;

/** A height and a width: of a window, a stride, an image. */
public record Size(int height, int width) {
  /** The same for both. */
  public static Size of(int both) {
    return new Size(both, both);
  }

  boolean atLeast(int least) {
    return height >= least && width >= least;
  }

  @Override
  public String toString() {
    return "(" + height + ", " + width + ")";
  }
}
