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
 * A {@link Vocabulary} as UTF-8 text: line n + 1 is {@code word<TAB>count} of id n. Inside a word
 * tab, line feed, carriage return and backslash are written {@code \t \n \r \\}, and a surrogate
 * without its partner {@code \}{@code uXXXX}: every word comes back exactly.
 */
public final class VocabularyFile {
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
      text.append('\t').append(vocabulary.count(id)).append('\n');
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
    List<String> words = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int[] counts = new int[16];
    int start = 0;
    while (start < bytes.length) {
      String where = name + ", line " + (words.size() + 1);
      int stop = start;
      while (stop < bytes.length && bytes[stop] != '\n') {
        stop++;
      }
      String line = decode(bytes, start, stop, where);
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw new IOException(where + ": expected word, tab, count; found no tab.");
      }
      String word = WordEscape.read(line.substring(0, tab), where);
      int id = words.size();
      if (id < Vocabulary.RESERVED.size()
          ? !word.equals(Vocabulary.RESERVED.get(id))
          : !seen.add(word)) {
        throw new IOException(
            where
                + (id < Vocabulary.RESERVED.size()
                    ? ": expected the word "
                        + Vocabulary.RESERVED.get(id)
                        + ", got '"
                        + shown(word)
                        + "'; is this a vocabulary?"
                    : ": the word '" + shown(word) + "' stands twice; expected each word once."));
      }
      if (id == counts.length) {
        counts = Arrays.copyOf(counts, id * 2);
      }
      counts[id] = count(line.substring(tab + 1), where);
      words.add(word);
      start = stop + 1;
    }
    if (words.size() < Vocabulary.RESERVED.size()) {
      throw new IOException(
          name
              + ", line "
              + (words.size() + 1)
              + ": expected the word "
              + Vocabulary.RESERVED.get(words.size())
              + ", got the end of the file.");
    }
    return new Vocabulary(words, Arrays.copyOf(counts, words.size()));
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
