package rawi.embeddings.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import rawi.embeddings.WordVectors;

/**
 * The text form that word2vec introduced ({@code .vec}): a first line {@code words dimensions},
 * then a line for each word with its numbers, all separated by spaces.
 */
final class TextFormat {
  private static final int LONGEST_WORD = 10_000; // bytes

  private final ByteSource in;
  private final byte[] word = new byte[LONGEST_WORD];
  private final NumberParser number = new NumberParser();
  private int line = 1;

  TextFormat(ByteSource in) {
    this.in = in;
  }

  WordVectors read(Header header, Reading reading) {
    int dimensions = header.dimensions();
    Collected collected = new Collected(in.file().toString(), reading, dimensions);
    float[] row = new float[dimensions];
    int seen = 0;
    while (seen < reading.limit() && in.peek(0) != ByteSource.END) {
      line++;
      String text = word();
      if (collected.takes(text)) {
        numbers(row);
        collected.add(text, row);
      } else {
        skipLine();
      }
      seen++;
    }
    if (seen != header.words() && (seen < reading.limit() || seen > header.words())) {
      throw in.error(
          "line 1: announces %s, the file has %s; %s"
              .formatted(
                  Header.counted(header.words()),
                  seen > header.words() ? "more" : Integer.toString(seen),
                  seen > header.words() ? "correct that line" : "is it cut short?"));
    }
    return collected.vectors();
  }

  private String word() {
    int length = 0;
    int b = in.next();
    while (b != ' ' && b != '\n' && b != ByteSource.END) {
      if (length == LONGEST_WORD) {
        throw error("expected a word, got more than %d bytes without a space".formatted(length));
      }
      word[length++] = (byte) b;
      b = in.next();
    }
    String text = in.text(word, length, "line " + line);
    if (length == 0 || b != ' ') {
      throw error("expected a word, a space and its numbers");
    }
    if (text.indexOf(0) >= 0) {
      throw error("a zero byte in a word; expected a text file of vectors");
    }
    return text;
  }

  private void numbers(float[] row) {
    int count = 0;
    int b = in.next();
    while (true) {
      while (b == ' ' || b == '\t' || b == '\r') {
        b = in.next();
      }
      if (b == '\n' || b == ByteSource.END) {
        break;
      }
      number.begin();
      while (b > ' ') {
        number.add(b);
        b = in.next();
      }
      if (b != ByteSource.END && b != '\n' && b != ' ' && b != '\t' && b != '\r') {
        number.add(b); // no number has a control character
      }
      float value = number.value();
      if (!Float.isFinite(value)) {
        throw error("expected a number, got '" + number + "'");
      }
      if (count < row.length) {
        row[count] = value;
      }
      count++;
    }
    if (count != row.length) {
      throw error("expected %d numbers, got %d".formatted(row.length, count));
    }
  }

  private void skipLine() {
    int b = in.next();
    while (b != '\n' && b != ByteSource.END) {
      b = in.next();
    }
  }

  private IllegalArgumentException error(String what) {
    return in.error("line " + line + ": " + what);
  }

  /** Writes the shortest numbers that are read back exactly. */
  static void write(WordVectors vectors, OutputStream out) throws IOException {
    out.write(
        (vectors.size() + " " + vectors.dimensions() + "\n").getBytes(StandardCharsets.UTF_8));
    float[] row = new float[vectors.dimensions()];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < vectors.size(); i++) {
      vectors.table().copyRow(i, row);
      text.setLength(0);
      text.append(Header.requirePlain(vectors.words().word(i)));
      for (float x : row) {
        text.append(' ').append(x);
      }
      out.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
