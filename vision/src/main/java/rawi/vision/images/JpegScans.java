package rawi.vision.images;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a JPEG file has all of its passes (ITU-T T.81, B.2 and G.1). A colour may come in a pass
 * of its own, and in a progressive file each coefficient comes in several, bit by bit. Decoders
 * take what is there and say nothing of what is not.
 */
final class JpegScans {
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int COEFFICIENTS = 64;
  private static final int UNSENT = 16; // bits; no coefficient has so many

  private final byte[] file;
  private final Map<Integer, int[]> missing = new LinkedHashMap<>(); // of a colour: bits of each
  private boolean progressive;

  private JpegScans(byte... file) {
    this.file = file;
  }

  /** Whether every bit of every coefficient is announced before the mark of the end. */
  static boolean areComplete(byte... file) {
    JpegScans scans = new JpegScans(file);
    int at = scans.marker(2);
    while (at < file.length && scans.code(at) != END) {
      at = scans.marker(scans.segment(at));
    }
    return at < file.length
        && !scans.missing.isEmpty()
        && scans.missing.values().stream().flatMapToInt(Arrays::stream).allMatch(bits -> bits == 0);
  }

  /** Where the next marker is: zeros behind 0xff, repeated 0xff and restarts are none. */
  private int marker(int from) {
    for (int at = from; at + 1 < file.length; at++) {
      int code = code(at);
      boolean restart = code >= 0xd0 && code <= 0xd7;
      if ((file[at] & 0xff) == 0xff && code != 0 && code != 0xff && !restart) {
        return at;
      }
    }
    return file.length;
  }

  private int code(int at) {
    return file[at + 1] & 0xff;
  }

  /** Reads what begins with a marker; gives the place behind it. */
  private int segment(int at) {
    int end =
        at + 4 > file.length ? file.length + 1 : at + 2 + ((value(at + 2) << 8) | value(at + 3));
    if (end > file.length) {
      return file.length;
    }
    int code = code(at);
    boolean frame = code >= 0xc0 && code <= 0xcf && (code == 0xc0 || code % 4 != 0);
    if (frame && at + 10 <= end) {
      frame(at, end);
    }
    if (code == START_OF_SCAN && at + 5 <= end) {
      scan(at, end);
    }
    return end;
  }

  private int value(int at) {
    return file[at] & 0xff;
  }

  /** The colours of the picture. */
  private void frame(int at, int end) {
    progressive = code(at) % 4 == 2;
    for (int i = at + 10; i + 3 <= end; i += 3) {
      int[] bits = new int[COEFFICIENTS];
      Arrays.fill(bits, UNSENT);
      missing.put(value(i), bits);
    }
  }

  /** Some colours, and in a progressive file some coefficients down to some bit. */
  private void scan(int at, int end) {
    int colours = value(at + 4);
    int band = at + 5 + 2 * colours;
    if (band + 3 > end) {
      return;
    }
    int from = progressive ? value(band) : 0;
    int to = progressive ? Math.min(value(band + 1), COEFFICIENTS - 1) : COEFFICIENTS - 1;
    int left = progressive ? value(band + 2) & 0xf : 0;
    for (int i = 0; i < colours; i++) {
      int[] bits = missing.getOrDefault(value(at + 5 + 2 * i), new int[COEFFICIENTS]);
      for (int k = from; k <= to; k++) {
        bits[k] = left;
      }
    }
  }
}
