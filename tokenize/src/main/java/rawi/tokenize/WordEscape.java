package rawi.tokenize;

import java.io.IOException;
import java.util.HexFormat;

/** Words on one line of a text file: see {@link VocabularyFile}. */
final class WordEscape {
  private static final String SIGNS = "\t\n\r\\";
  private static final String LETTERS = "tnr\\";

  private WordEscape() {}

  static void append(String word, StringBuilder out) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      int sign = SIGNS.indexOf(c);
      if (sign >= 0) {
        out.append('\\').append(LETTERS.charAt(sign));
      } else if (Character.isSurrogate(c) && !isPaired(word, i)) {
        out.append("\\u").append(HexFormat.of().withUpperCase().toHexDigits(c));
      } else {
        out.append(c);
      }
    }
  }

  private static boolean isPaired(String word, int i) {
    return Character.isHighSurrogate(word.charAt(i))
        ? i + 1 < word.length() && Character.isLowSurrogate(word.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(word.charAt(i - 1));
  }

  static String read(String line, String where) throws IOException {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder out = new StringBuilder(line.length());
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      int letter = i + 1 < line.length() ? LETTERS.indexOf(line.charAt(i + 1)) : -1;
      if (letter >= 0) {
        out.append(SIGNS.charAt(letter));
        i += 2;
      } else {
        out.append(unit(line, i, where));
        i += 6;
      }
    }
    return out.toString();
  }

  private static char unit(String line, int i, String where) throws IOException {
    int value = 0;
    boolean valid = i + 6 <= line.length() && line.charAt(i + 1) == 'u';
    for (int k = i + 2; valid && k < i + 6; k++) {
      int digit = Character.digit(line.charAt(k), 16);
      valid = digit >= 0;
      value = value * 16 + digit;
    }
    if (!valid) {
      throw new IOException(
          where
              + ": expected \\t, \\n, \\r, \\\\ or \\uXXXX, got '"
              + line.substring(i, Math.min(i + 6, line.length()))
              + "'.");
    }
    return (char) value;
  }
}
