package rawi.vision.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, from the EXIF part of a JPEG file (JEITA CP-3451, tag 0x0112). */
final class Exif {
  static final int UPRIGHT = 1;

  private static final int MARKER = 0xff;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int ORIENTATION = 0x0112;
  private static final int HEADER = 6; // "Exif", 0, 0
  private static final int ENTRY = 12;

  private Exif() {}

  /** 1 to 8; 1 where the file does not say, or says what has no meaning. */
  static int orientation(byte[] jpeg) {
    ByteBuffer file = ByteBuffer.wrap(jpeg);
    int at = 2;
    while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == MARKER) {
      int marker = jpeg[at + 1] & 0xff;
      int length = file.getShort(at + 2) & 0xffff;
      if (marker == START_OF_SCAN || at + 2 + length > jpeg.length) {
        return UPRIGHT;
      }
      if (marker == APP1 && length > 2 + HEADER && isExif(file, at + 4)) {
        int begin = at + 4 + HEADER;
        return inTiff(file.slice(begin, at + 2 + length - begin));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer file, int at) {
    return file.getInt(at) == 0x45786966 && file.getShort(at + 4) == 0;
  }

  private static int inTiff(ByteBuffer tiff) {
    if (tiff.capacity() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xffffffffL;
    if (directory + 2 > tiff.capacity()) {
      return UPRIGHT;
    }
    int entries = tiff.getShort((int) directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) ENTRY * i;
      if (entry + ENTRY > tiff.capacity()) {
        return UPRIGHT;
      }
      if ((tiff.getShort((int) entry) & 0xffff) == ORIENTATION) {
        int value = tiff.getShort((int) entry + 8) & 0xffff;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
