package rawi.vision.augmentation;

/**
 * x' = a x + b y + c, y' = d x + e y + f: where in the old image a pixel of the new one is read.
 * The middle of an image of w columns is (w - 1) / 2.
 */
record Affine(double a, double b, double c, double d, double e, double f)
    implements Filling.Mapping {

  /** The content turned counter-clockwise about the middle. */
  static Affine rotation(double radians, Frame frame) {
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    return about(frame, cos, -sin, sin, cos);
  }

  /** Content smaller where the factors are above 1 (zoomed out), larger below, about the middle. */
  static Affine zoom(double vertical, double horizontal, Frame frame) {
    return about(frame, horizontal, 0, 0, vertical);
  }

  /** The content moved so many rows down and columns to the right. */
  static Affine translation(double rows, double columns) {
    return new Affine(1, 0, -columns, 0, 1, -rows);
  }

  private static Affine about(Frame frame, double a, double b, double d, double e) {
    double x = (frame.width() - 1) / 2.0;
    double y = (frame.height() - 1) / 2.0;
    return new Affine(a, b, x - a * x - b * y, d, e, y - d * x - e * y);
  }

  @Override
  public double x(int row, int column) {
    return a * column + b * row + c;
  }

  @Override
  public double y(int row, int column) {
    return d * column + e * row + f;
  }
}
