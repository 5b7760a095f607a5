package rawi.nn.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * By what an entry is known to be whole.
 *
 * @param size bytes
 * @param crc CRC-32, which the zip format asks for
 * @param sha256 in hexadecimal
 */
record Checksum(long size, long crc, String sha256) {
  private static final int PART = 1 << 18;

  /** Sums up what is written to it and keeps nothing. */
  static final class Sum extends OutputStream {
    private final MessageDigest digest = sha256Digest();
    private final CRC32 crc = new CRC32();
    private long size;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
      crc.update(bytes, offset, length);
      size += length;
    }

    Checksum result() {
      return new Checksum(size, crc.getValue(), HexFormat.of().formatHex(digest.digest()));
    }
  }

  static Checksum of(Part part) throws IOException {
    var sum = new Sum();
    part.writeTo(sum);
    return sum.result();
  }

  static Checksum of(InputStream in) throws IOException {
    var sum = new Sum();
    byte[] part = new byte[PART];
    for (int n = in.read(part); n >= 0; n = in.read(part)) {
      sum.write(part, 0, n);
    }
    return sum.result();
  }

  static Checksum of(byte[] bytes) {
    var sum = new Sum();
    sum.write(bytes, 0, bytes.length);
    return sum.result();
  }

  ObjectNode json() {
    return Json.object().put("size", size).put("sha256", sha256);
  }

  /**
   * Whether this is what the metadata expects of an entry.
   *
   * @param where file and entry, for the message of a refusal
   */
  void require(String where, JsonNode expected) {
    long expectedSize = expected.path("size").asLong(-1);
    if (size != expectedSize) {
      throw ModelFileException.in(
          where, "has %d bytes, expected %d: %s", size, expectedSize, ModelFileException.DAMAGED);
    }
    String expectedSum = expected.path("sha256").asText();
    if (!sha256.equals(expectedSum)) {
      throw ModelFileException.in(
          where,
          "checksum is %s, expected %s: %s",
          shown(sha256),
          shown(expectedSum),
          ModelFileException.DAMAGED);
    }
  }

  private static String shown(String sum) {
    return sum.length() > 8 ? sum.substring(0, 8) + ".." : sum;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
