package rawi.vision.layers;

/** Places at the four sides of a plane. */
public record Margins(int top, int bottom, int left, int right) {
  public Margins {
    if (Math.min(Math.min(top, bottom), Math.min(left, right)) < 0) {
      throw new IllegalArgumentException(
          "margins: expected at least 0, got top %d, bottom %d, left %d, right %d"
              .formatted(top, bottom, left, right));
    }
  }

  /** The same on all sides. */
  public static Margins of(int all) {
    return new Margins(all, all, all, all);
  }

  /** {@code rows} above and below, {@code columns} left and right. */
  public static Margins of(int rows, int columns) {
    return new Margins(rows, rows, columns, columns);
  }
}
