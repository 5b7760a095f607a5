package rawi.apps.sentiment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One row of a data set. */
public record LabelledText(String label, String text) {

  /** SHA-256 of some rows, in hexadecimal. */
  public static String hash(List<LabelledText> rows) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (LabelledText row : rows) {
      String line = row.label() + '\t' + row.text() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
