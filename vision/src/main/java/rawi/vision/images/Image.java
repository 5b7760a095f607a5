package rawi.vision.images;

import rawi.nn.backend.AxisMap;

/**
 * A picture: rows of pixels from the top, each pixel one number (grey) or three (red, green, blue)
 * from 0, dark, to 255.
 */
public final class Image {
  /** Shares of red, green and blue in what the eye sees as light (ITU-R BT.601). */
  private static final double RED = 0.299;

  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private static final int MIRRORED = 2; // as EXIF counts

  private final int height;
  private final int width;
  private final int channels;
  private final byte[] pixels;

  /**
   * Takes over the array.
   *
   * @param channels 1 or 3
   * @param pixels height width channels bytes, row by row
   */
  public Image(int height, int width, int channels, byte[] pixels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("image: expected 1 or 3 channels, got " + channels);
    }
    if (height < 1 || width < 1 || pixels.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "image: expected %d x %d x %d bytes, got %d"
              .formatted(height, width, channels, pixels.length));
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.pixels = pixels;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** 1 (grey) or 3 (colour). */
  public int channels() {
    return channels;
  }

  /** 0 to 255. */
  public int value(int row, int column, int channel) {
    return pixels[(row * width + column) * channels + channel] & 0xff;
  }

  /** As in a mirror: left and right change places. */
  public Image mirrored() {
    return upright(MIRRORED);
  }

  /** This picture with so many channels: colour becomes light, grey three equal channels. */
  public Image withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    byte[] other = new byte[height * width * wanted];
    for (int i = 0; i < height * width; i++) {
      if (wanted == 1) {
        other[i] = light(3 * i);
      } else {
        other[3 * i] = pixels[i];
        other[3 * i + 1] = pixels[i];
        other[3 * i + 2] = pixels[i];
      }
    }
    return new Image(height, width, wanted, other);
  }

  private byte light(int at) {
    double sum =
        RED * (pixels[at] & 0xff)
            + GREEN * (pixels[at + 1] & 0xff)
            + BLUE * (pixels[at + 2] & 0xff);
    return (byte) Math.round(sum);
  }

  /** height width channels numbers from 0 to 255, row by row. */
  public float[] floats() {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xff;
    }
    return values;
  }

  /**
   * The picture at another size, bilinear with half-pixel centres and without antialiasing, as
   * TensorFlow's and Keras's; {@link #floats} if it has that size.
   *
   * @param crop whether the largest part of these proportions is taken, from the centre, instead of
   *     the whole picture distorted
   */
  public float[] resized(int toHeight, int toWidth, boolean crop) {
    if (toHeight == height && toWidth == width) {
      return floats();
    }
    int rows = crop ? Math.min(height, proportional(width, toHeight, toWidth)) : height;
    int columns = crop ? Math.min(width, proportional(height, toWidth, toHeight)) : width;
    AxisMap tall = AxisMap.bilinear(rows, toHeight).within((height - rows) / 2, height);
    AxisMap wide = AxisMap.bilinear(columns, toWidth).within((width - columns) / 2, width);
    float[] stretched = new float[toHeight * width * channels];
    tall.apply(floats(), stretched, 1, width * channels);
    float[] result = new float[toHeight * toWidth * channels];
    wide.apply(stretched, result, toHeight, channels);
    return result;
  }

  private static int proportional(int n, int part, int whole) {
    return Math.max(1, (int) ((long) n * part / whole));
  }

  /**
   * The picture as it is to be seen.
   *
   * @param orientation how the camera was held, 1 to 8 as in EXIF: 1 upright, 3 upside down, 6 and
   *     8 on its side, 2, 4, 5 and 7 the same mirrored
   */
  Image upright(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean sideways = orientation >= 5;
    int h = sideways ? width : height;
    int w = sideways ? height : width;
    byte[] turned = new byte[pixels.length];
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < w; j++) {
        int row = sideways ? j : i;
        int column = sideways ? i : j;
        if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) {
          row = height - 1 - row;
        }
        if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) {
          column = width - 1 - column;
        }
        int from = (row * width + column) * channels;
        System.arraycopy(pixels, from, turned, (i * w + j) * channels, channels);
      }
    }
    return new Image(h, w, channels, turned);
  }
}
