package rawi.apps.caption.data;

import rawi.vision.images.Image;

/** An image that was asked for its pixels. */
public sealed interface Opened {
  /** It has them. */
  record Picture(Image image) implements Opened {}

  /**
   * It has none.
   *
   * @param name of the image in its captions
   * @param reason one line that names the file and what is wrong with it
   */
  record Bad(String name, String reason) implements Opened {}
}
