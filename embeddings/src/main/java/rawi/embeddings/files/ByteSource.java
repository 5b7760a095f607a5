package rawi.embeddings.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, unpacked if it is gzip's, whatever its name. */
final class ByteSource implements AutoCloseable {
  static final int END = -1;
  private static final int GZIP_MAGIC = 0x8B1F;
  private static final int BUFFER = 1 << 18;

  private final Path file;
  private final InputStream in;
  private final OptionalLong length;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long before;

  private ByteSource(Path file, InputStream in, OptionalLong length) {
    this.file = file;
    this.in = in;
    this.length = length;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if there is no such file, or it is a folder or empty
   */
  static ByteSource open(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(file + ": is a folder; expected a file of vectors");
      }
      InputStream plain = Files.newInputStream(file);
      byte[] magic = plain.readNBytes(2);
      plain.close();
      if (magic.length == 0) {
        throw new IllegalArgumentException(file + ": is empty");
      }
      InputStream in = Files.newInputStream(file);
      boolean packed =
          magic.length == 2 && ((magic[0] & 0xFF) | ((magic[1] & 0xFF) << 8)) == GZIP_MAGIC;
      return packed
          ? new ByteSource(file, new GZIPInputStream(in, BUFFER), OptionalLong.empty())
          : new ByteSource(file, in, OptionalLong.of(Files.size(file)));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  Path file() {
    return file;
  }

  /** How many bytes there are in all; not known of a packed file. */
  OptionalLong length() {
    return length;
  }

  /** Whether the file was packed. */
  boolean packed() {
    return length.isEmpty();
  }

  /** How many bytes have been taken. */
  long position() {
    return before + at;
  }

  /** The next byte, 0 to 255, or {@link #END}. */
  int next() {
    return at < end || fill(1) ? buffer[at++] & 0xFF : END;
  }

  /** The byte after {@code ahead} others, without taking any; fewer than the buffer's size. */
  int peek(int ahead) {
    return at + ahead < end || fill(ahead + 1) ? buffer[at + ahead] & 0xFF : END;
  }

  /** Takes {@code count} bytes that {@link #peek} has seen. */
  void skip(int count) {
    at += count;
  }

  /** Passes over bytes; false if the file ends before. */
  boolean pass(long count) {
    long left = count;
    while (left > 0) {
      if (at == end && !fill(1)) {
        return false;
      }
      int some = (int) Math.min(left, end - at);
      at += some;
      left -= some;
    }
    return true;
  }

  /** Little-endian numbers as they follow; false if the file ends before the last. */
  boolean floats(float[] to) {
    int done = 0;
    while (done < to.length) {
      if (end - at < Float.BYTES && !fill(Float.BYTES)) {
        return false;
      }
      int some = Math.min(to.length - done, (end - at) / Float.BYTES);
      ByteBuffer.wrap(buffer, at, some * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(to, done, some);
      at += some * Float.BYTES;
      done += some;
    }
    return true;
  }

  /** A little-endian number of {@code bytes} bytes with its sign. */
  long integer(int bytes, String what) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int b = next();
      if (b == END) {
        throw error("ends within " + what + " at byte " + position() + "; it is cut short");
      }
      value |= (long) b << (8 * i);
    }
    int unused = Long.SIZE - 8 * bytes;
    return (value << unused) >> unused;
  }

  /** Bytes as text, strictly. */
  String text(byte[] bytes, int count, String where) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw error(where + ": it is not UTF-8");
    }
  }

  /** The refusal of this file. */
  IllegalArgumentException error(String what) {
    return new IllegalArgumentException(file + ": " + what);
  }

  /** Moves what is left to the front and reads until there are {@code wanted} bytes. */
  private boolean fill(int wanted) {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    before += at;
    end -= at;
    at = 0;
    try {
      while (end < wanted) {
        int more = in.read(buffer, end, buffer.length - end);
        if (more < 0) {
          return false;
        }
        end += more;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return true;
  }

  private static IllegalArgumentException unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new IllegalArgumentException(file + ": there is no such file", e);
    }
    String reason = String.valueOf(e.getMessage());
    if (e instanceof EOFException || e instanceof ZipException) {
      reason = "it is packed by gzip, and cut short or damaged (" + reason + "); copy it again";
    } else if (e instanceof AccessDeniedException) {
      reason = "permission denied";
    }
    return new IllegalArgumentException(file + ": cannot be read: " + reason, e);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
