package rawi.embeddings.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import rawi.embeddings.WordVectors;
import rawi.nn.saving.AtomicFile;

/**
 * Reads and writes files of word vectors. What a file is, is seen from its first bytes, whatever
 * its name: word2vec's text form or binary form, a fastText model, or the mapped form {@code
 * .rvec}; the first three also packed by gzip. What is written follows the name.
 *
 * <p>Whatever is wrong with a file is an {@link IllegalArgumentException} of one line that names
 * the file and the place in it.
 */
public final class VectorFiles {
  private static final int SNIFFED = 1 << 17; // bytes

  private VectorFiles() {}

  /** The forms that can be written. */
  private enum Form {
    TEXT,
    BINARY,
    MAPPED;

    static Form of(Path file) {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      boolean packed = name.endsWith(".gz");
      String plain = packed ? name.substring(0, name.length() - 3) : name;
      if (plain.endsWith(".vec")) {
        return TEXT;
      }
      if (plain.endsWith(".bin")) {
        return BINARY;
      }
      if (plain.endsWith(".rvec") && !packed) {
        return MAPPED;
      }
      throw new IllegalArgumentException(
          file + ": expected a name that ends with .vec, .bin, .vec.gz, .bin.gz or .rvec");
    }
  }

  /** Reads what {@code reading} asks for; a mapped file is only opened. */
  public static WordVectors read(Path file, Reading reading) {
    try (ByteSource in = ByteSource.open(file)) {
      if (MappedLayout.begins(in)) {
        requirePlain(in);
        return MappedFile.open(file, reading.limit());
      }
      if (isFastText(in)) {
        return new FastTextFormat(in, reading).read();
      }
      Header header = Header.read(in);
      boolean text = isText(in);
      header.requireHonest(in, text ? 2 : Float.BYTES, text ? "line 1: " : "");
      if (reading.wanted().isEmpty()) {
        int words = Math.min(header.words(), reading.limit());
        reading.requireRoom(file.toString(), Reading.bytes(words, words, header.dimensions()));
      }
      return text
          ? new TextFormat(in).read(header, reading)
          : new BinaryFormat(in).read(header, reading);
    }
  }

  /** The length of a file's vectors, from its beginning. */
  public static int dimensionsOf(Path file) {
    try (ByteSource in = ByteSource.open(file)) {
      if (MappedLayout.begins(in)) {
        requirePlain(in);
        return MappedFile.dimensionsOf(file);
      }
      return isFastText(in)
          ? new FastTextFormat(in, Reading.all()).options().dimensions()
          : Header.read(in).dimensions();
    }
  }

  /**
   * Writes vectors, in the form that the name asks for; sub-words only into {@code .rvec}.
   *
   * @throws IllegalArgumentException if no form has such a name, or it cannot hold a word
   */
  public static void write(Path file, WordVectors vectors) {
    Form form = Form.of(file);
    boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    AtomicFile.write(
        file,
        to -> {
          OutputStream out =
              packed ? new GZIPOutputStream(to, 1 << 16) : new BufferedOutputStream(to, 1 << 16);
          write(vectors, form, packed ? new BufferedOutputStream(out, 1 << 16) : out, out);
        },
        written -> {
          if (form == Form.MAPPED) {
            MappedFile.open(written, Integer.MAX_VALUE);
          }
        });
  }

  private static void write(WordVectors vectors, Form form, OutputStream out, OutputStream under)
      throws IOException {
    switch (form) {
      case TEXT -> TextFormat.write(vectors, out);
      case BINARY -> BinaryFormat.write(vectors, out);
      case MAPPED -> MappedWriter.write(vectors, out);
    }
    out.flush();
    if (under instanceof GZIPOutputStream packer) {
      packer.finish();
    }
  }

  /** Refuses, before a long computation, a name that {@link #write} would refuse. */
  public static void requireWritable(Path file) {
    Form.of(file);
    AtomicFile.requireWritable(file);
  }

  /** Whether a file of that name keeps the vectors of n-grams. */
  public static boolean keepsSubwords(Path file) {
    return Form.of(file) == Form.MAPPED;
  }

  private static void requirePlain(ByteSource in) {
    if (in.packed()) {
      throw in.error("an .rvec file cannot be mapped while it is packed; unpack it with gunzip");
    }
  }

  private static boolean isFastText(ByteSource in) {
    int magic = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      magic |= (in.peek(i) & 0xFF) << (8 * i);
    }
    return magic == FastTextFormat.MAGIC;
  }

  /** Whether, after the first word, there are only characters of numbers up to the line's end. */
  private static boolean isText(ByteSource in) {
    int at = 0;
    while (at < SNIFFED && in.peek(at) > ' ') {
      at++;
    }
    for (; at < SNIFFED; at++) {
      int b = in.peek(at);
      if (b == '\n' || b == ByteSource.END) {
        return true;
      }
      if ((b < ' ' && b != '\t' && b != '\r') || b > '~') {
        return false;
      }
    }
    return true;
  }
}
