package rawi.tokenize;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A {@link Vocabulary} as UTF-8 text: line n + 1 is {@code word<TAB>count} of id n, and {@code
 * word<TAB>count<TAB>special} of a special word. Inside a word tab, line feed, carriage return and
 * backslash are written {@code \t \n \r \\}, and a surrogate without its partner {@code \}{@code
 * uXXXX}: every word comes back exactly.
 */
public final class VocabularyFile {
  private static final String SPECIAL = "\tspecial";

  private VocabularyFile() {}

  /** Writes to {@code file}, replacing it. */
  public static void write(Vocabulary vocabulary, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      write(vocabulary, out);
    }
  }

  /** Writes to {@code out}, which stays open. */
  public static void write(Vocabulary vocabulary, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      WordEscape.append(vocabulary.wordAt(id), text);
      text.append('\t').append(vocabulary.count(id));
      text.append(vocabulary.isSpecial(id) ? SPECIAL : "").append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write(Vocabulary, Path)} wrote.
   *
   * @throws IOException naming file and line when a line is not a word, a tab and a count
   */
  public static Vocabulary read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /** Reads to the end of {@code in}; {@code name} stands in error messages. */
  public static Vocabulary read(InputStream in, String name) throws IOException {
    byte[] bytes = in.readAllBytes();
    Lines lines = new Lines();
    int start = 0;
    while (start < bytes.length) {
      String where = name + ", line " + (lines.words.size() + 1);
      int stop = start;
      while (stop < bytes.length && bytes[stop] != '\n') {
        stop++;
      }
      lines.add(decode(bytes, start, stop, where), where);
      start = stop + 1;
    }
    int read = lines.words.size();
    if (read < Vocabulary.RESERVED.size()) {
      throw new IOException(
          name
              + ", line "
              + (read + 1)
              + ": expected the word "
              + Vocabulary.RESERVED.get(read)
              + ", got the end of the file.");
    }
    return new Vocabulary(lines.words, Arrays.copyOf(lines.counts, read), lines.reserved);
  }

  /** The lines read so far. */
  private static final class Lines {
    private final List<String> words = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int[] counts = new int[16];
    private int reserved = Vocabulary.RESERVED.size();

    void add(String line, String where) throws IOException {
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw new IOException(where + ": expected word, tab, count; found no tab.");
      }
      String word = WordEscape.read(line.substring(0, tab), where);
      int id = words.size();
      requireNext(word, id, where);
      String rest = line.substring(tab + 1);
      if (rest.endsWith(SPECIAL)) {
        if (id > reserved) {
          throw new IOException(where + ": expected special words before all others.");
        }
        rest = rest.substring(0, rest.length() - SPECIAL.length());
        reserved = Math.max(reserved, id + 1);
      }
      if (id == counts.length) {
        counts = Arrays.copyOf(counts, id * 2);
      }
      counts[id] = count(rest, where);
      words.add(word);
    }

    private void requireNext(String word, int id, String where) throws IOException {
      if (id >= Vocabulary.RESERVED.size()) {
        if (!seen.add(word)) {
          throw new IOException(
              where + ": the word '" + shown(word) + "' stands twice; expected each word once.");
        }
        return;
      }
      String reservedWord = Vocabulary.RESERVED.get(id);
      if (!word.equals(reservedWord)) {
        throw new IOException(
            where
                + ": expected the word "
                + reservedWord
                + ", got '"
                + shown(word)
                + "'; is this a vocabulary?");
      }
    }
  }

  private static String decode(byte[] bytes, int start, int stop, String where) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, stop - start))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new IOException(where + ": expected UTF-8, got other bytes.", notUtf8);
    }
  }

  private static int count(String text, String where) throws IOException {
    try {
      int count = Integer.parseInt(text);
      if (count >= 0 && Character.isDigit(text.charAt(0))) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      throw new IOException(
          where + ": expected a count after the tab, got '" + shown(text) + "'.", notANumber);
    }
    throw new IOException(where + ": expected a count of 0 or more, got '" + shown(text) + "'.");
  }

  /** On one line, as it would stand in a file. */
  private static String shown(String word) {
    StringBuilder out = new StringBuilder();
    WordEscape.append(word, out);
    return out.toString();
  }
}
