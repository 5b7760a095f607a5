package rawi.vision.augmentation;

import rawi.vision.layers.Interpolation;

/**
 * How an image is read at places that are not pixels.
 *
 * @param mode beyond the edge
 * @param interpolation between pixels
 * @param value beyond the edge in mode CONSTANT
 */
public record Filling(FillMode mode, Interpolation interpolation, double value) {
  /** Keras's defaults: reflected, bilinear. */
  public static final Filling DEFAULT = new Filling(FillMode.REFLECT, Interpolation.BILINEAR, 0);

  /** Beyond the edge {@code mode}, between pixels bilinear. */
  public static Filling of(FillMode mode) {
    return new Filling(mode, Interpolation.BILINEAR, 0);
  }

  /** Where in the old image each pixel of the new one is read: x to the right, y down. */
  interface Mapping {
    double x(int row, int column);

    double y(int row, int column);
  }

  /** The image read through the mapping. */
  float[] read(float[] image, Frame frame, Mapping mapping) {
    float[] result = new float[image.length];
    int at = 0;
    for (int i = 0; i < frame.height(); i++) {
      for (int j = 0; j < frame.width(); j++) {
        double x = mapping.x(i, j);
        double y = mapping.y(i, j);
        if (interpolation == Interpolation.NEAREST) {
          add(image, frame, (int) Math.round(y), (int) Math.round(x), 1, result, at);
        } else {
          bilinear(image, frame, y, x, result, at);
        }
        at += frame.channels();
      }
    }
    return result;
  }

  private void bilinear(float[] image, Frame frame, double y, double x, float[] to, int at) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    float down = (float) (y - top);
    float right = (float) (x - left);
    add(image, frame, top, left, (1 - down) * (1 - right), to, at);
    add(image, frame, top, left + 1, (1 - down) * right, to, at);
    add(image, frame, top + 1, left, down * (1 - right), to, at);
    add(image, frame, top + 1, left + 1, down * right, to, at);
  }

  private void add(
      float[] image, Frame frame, int row, int column, float weight, float[] to, int at) {
    if (weight == 0) {
      return;
    }
    int i = mode.place(row, frame.height());
    int j = mode.place(column, frame.width());
    boolean outside = i == FillMode.NOWHERE || j == FillMode.NOWHERE;
    int from = (i * frame.width() + j) * frame.channels();
    for (int c = 0; c < frame.channels(); c++) {
      to[at + c] += weight * (outside ? (float) value : image[from + c]);
    }
  }
}
