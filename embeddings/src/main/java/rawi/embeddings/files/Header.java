package rawi.embeddings.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of word2vec's files.
 *
 * @param words how many there are to be
 * @param dimensions how long their vectors are
 */
record Header(int words, int dimensions) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})[ \\t]+(\\d{1,5})");
  private static final int LONGEST = 100; // bytes

  static Header read(ByteSource in) {
    StringBuilder line = new StringBuilder();
    int b = in.next();
    while (b != '\n' && b != ByteSource.END && line.length() < LONGEST) {
      line.append((char) b);
      b = in.next();
    }
    Matcher form = FORM.matcher(line.toString().strip());
    if (!form.matches() || Integer.parseInt(form.group(2)) == 0) {
      throw in.error(
          "line 1: expected 'words dimensions', such as '20000 100', got '%s'; a file of GloVe's"
                  .formatted(shown(line))
              + " needs that line put before it");
    }
    if (Integer.parseInt(form.group(1)) == 0) {
      throw in.error("line 1: announces 0 words; expected at least one, the file has none");
    }
    return new Header(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  private static String shown(StringBuilder line) {
    String text =
        new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    String clean = text.replaceAll("[\\p{Cntrl}\\uFFFD]", "?");
    return clean.length() > 40 ? clean.substring(0, 40) + "..." : clean;
  }

  /**
   * Refuses a header that announces more than the file can hold.
   *
   * @param where begins the line: a text file has lines
   */
  void requireHonest(ByteSource in, int leastBytesOfANumber, String where) {
    long least = words * (2L + (long) dimensions * leastBytesOfANumber);
    if (in.length().isPresent() && least > in.length().getAsLong()) {
      throw in.error(
          "%sannounces %s of %d numbers, more than its %d bytes can hold; is it cut short?"
              .formatted(where, counted(words), dimensions, in.length().getAsLong()));
    }
  }

  /** 1 word, 2 words. */
  static String counted(int words) {
    return words == 1 ? "1 word" : words + " words";
  }

  /** A word that a file can hold whose words end with a space. */
  static String requirePlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == ' ' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            "the word '%s' has a space, a line's end or a zero in it, which this form cannot hold;"
                    .formatted(word.replaceAll("\\p{Cntrl}", "?"))
                + " write .rvec");
      }
    }
    if (word.isEmpty()) {
      throw new IllegalArgumentException("an empty word, which this form cannot hold");
    }
    return word;
  }
}
