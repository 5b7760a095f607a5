package rawi.vision.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether a picture file has its end. Decoders fill up what is missing with grey and say nothing;
 * all formats but BMP close with a mark of their own, and BMP says its length.
 */
final class Ending {
  private Ending() {}

  static boolean isThere(byte[] file, String format) {
    return switch (format) {
      case "jpeg" -> JpegScans.areComplete(file);
      case "png" -> last(file, 0x49454e44, file.length - 4); // IEND
      case "gif" -> lastByte(file) == 0x3b;
      case "bmp" -> bmp(file);
      default -> true;
    };
  }

  private static boolean last(byte[] file, int mark, int before) {
    for (int i = before; i >= 8; i--) {
      if (ByteBuffer.wrap(file).getInt(i) == mark) {
        return i + 8 <= file.length; // the mark and its checksum
      }
    }
    return false;
  }

  /** Some programs leave zeros behind the end. */
  private static int lastByte(byte[] file) {
    int i = file.length - 1;
    while (i > 0 && file[i] == 0) {
      i--;
    }
    return file[i];
  }

  /** The rows, each filled up to four bytes, from where the header says that they begin. */
  private static boolean bmp(byte[] file) {
    if (file.length < 34) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long begin = header.getInt(10) & 0xffffffffL;
    long width = Math.abs((long) header.getInt(18));
    long height = Math.abs((long) header.getInt(22));
    long bits = header.getShort(28) & 0xffff;
    boolean packed = header.getInt(30) == 1 || header.getInt(30) == 2; // run lengths: unknown size
    long rows = height * ((width * bits + 31) / 32 * 4);
    return packed ? file.length > begin : file.length >= begin + rows;
  }
}
