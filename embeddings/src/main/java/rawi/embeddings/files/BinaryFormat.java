package rawi.embeddings.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import rawi.embeddings.WordVectors;

/**
 * word2vec's binary form: a first line {@code words dimensions}; then for each word its bytes, a
 * space, its numbers as little-endian float32 and, in most files, a line's end.
 */
final class BinaryFormat {
  private static final int LONGEST_WORD = 10_000; // bytes

  private final ByteSource in;
  private byte[] word = new byte[256];

  BinaryFormat(ByteSource in) {
    this.in = in;
  }

  WordVectors read(Header header, Reading reading) {
    Collected collected = new Collected(in.file().toString(), reading, header.dimensions());
    float[] row = new float[header.dimensions()];
    int words = Math.min(header.words(), reading.limit());
    for (int i = 1; i <= words; i++) {
      long start = in.position();
      String text = word(i, header);
      if (!in.floats(row)) {
        throw cutShort(i, header, start);
      }
      if (collected.takes(text)) {
        collected.add(text, finite(row, i, text));
      }
    }
    if (words == header.words()) {
      requireEnd(header);
    }
    return collected.vectors();
  }

  private String word(int number, Header header) {
    long start = in.position();
    int length = 0;
    int b = in.next();
    if (b == '\n') { // of the vector before
      b = in.next();
    }
    while (b != ' ') {
      if (b == ByteSource.END) {
        throw cutShort(number, header, start);
      }
      if (length == LONGEST_WORD) {
        throw in.error(
            "word %d, at byte %d: more than %d bytes without a space; is it a file of word2vec's?"
                .formatted(number, start, length));
      }
      if (length == word.length) {
        word = Arrays.copyOf(word, 2 * length);
      }
      word[length++] = (byte) b;
      b = in.next();
    }
    return in.text(word, length, "word " + number + ", at byte " + start);
  }

  private float[] finite(float[] row, int number, String text) {
    for (float x : row) {
      if (!Float.isFinite(x)) {
        throw in.error(
            "word %d, '%s': expected numbers, got %s among them".formatted(number, text, x));
      }
    }
    return row;
  }

  private void requireEnd(Header header) {
    int b = in.next();
    if (b == '\n') {
      b = in.next();
    }
    if (b != ByteSource.END) {
      throw in.error(
          "announces %s, and there is more after them, from byte %d; correct the number it begins with"
              .formatted(Header.counted(header.words()), in.position() - 1));
    }
  }

  private IllegalArgumentException cutShort(int number, Header header, long start) {
    return in.error(
        "ends within word %d of %d, which begins at byte %d; it is cut short"
            .formatted(number, header.words(), start));
  }

  static void write(WordVectors vectors, OutputStream out) throws IOException {
    out.write(
        (vectors.size() + " " + vectors.dimensions() + "\n").getBytes(StandardCharsets.UTF_8));
    float[] row = new float[vectors.dimensions()];
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vectors.size(); i++) {
      String word = Header.requirePlain(vectors.words().word(i));
      out.write((word + " ").getBytes(StandardCharsets.UTF_8));
      vectors.table().copyRow(i, row);
      bytes.asFloatBuffer().put(row);
      out.write(bytes.array());
      out.write('\n');
    }
  }
}
