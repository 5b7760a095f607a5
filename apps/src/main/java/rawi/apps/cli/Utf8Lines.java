package rawi.apps.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a UTF-8 file or of standard input, one after the other, strictly: what is no UTF-8
 * is refused with its place. A byte order mark is skipped; lines end with LF or CRLF.
 */
public final class Utf8Lines implements AutoCloseable {
  private static final String BOM = "\uFEFF";
  private static final char REPLACEMENT = '\uFFFD';

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private long offset;
  private int number;
  private String line = "";

  private Utf8Lines(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * Opens a file, or standard input for {@code -}.
   *
   * @throws Failure if there is no such file, or it is a folder or empty
   */
  public static Utf8Lines open(String file, InputStream standardInput) {
    if (file.equals("-")) {
      return new Utf8Lines("standard input", standardInput);
    }
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      throw new Failure(file + ": there is no such file");
    }
    if (Files.isDirectory(path)) {
      throw new Failure(file + ": is a folder; expected a text file");
    }
    try {
      if (Files.isRegularFile(path) && Files.size(path) == 0) { // a pipe has no size
        throw new Failure(file + ": is empty");
      }
      return new Utf8Lines(file, Files.newInputStream(path));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The lines of a stream that errors call by {@code name}. */
  public static Utf8Lines of(String name, InputStream in) {
    return new Utf8Lines(name, in);
  }

  /** What errors call this source. */
  public String name() {
    return name;
  }

  /** The number of the line that was read last, from 1. */
  public int number() {
    return number;
  }

  /** Whether another line can be read without waiting for its writer. */
  public boolean ready() {
    try {
      return at < limit || in.available() > 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The line that {@link #advance} came to, without its end. */
  public String line() {
    return line;
  }

  /**
   * Goes on to the next line.
   *
   * @return false after the last
   * @throws Failure naming the byte that is no UTF-8
   */
  public boolean advance() {
    if (at == limit && !fill()) {
      return false;
    }
    number++;
    int end = lineEnd();
    String text;
    if (end < limit) {
      text = decode(buffer, at, end);
      offset += end - at + 1;
      at = end + 1;
    } else {
      byte[] bytes = longLine();
      text = decode(bytes, 0, bytes.length);
      offset += bytes.length + 1;
    }
    text = number == 1 && text.startsWith(BOM) ? text.substring(1) : text;
    line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    return true;
  }

  /** Index of the next line feed in the buffer, or its limit. */
  private int lineEnd() {
    int i = at;
    while (i < limit && buffer[i] != '\n') {
      i++;
    }
    return i;
  }

  /** A line that goes on behind the buffer. */
  private byte[] longLine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(limit - at);
    int end = limit;
    boolean more = true;
    while (end == limit && more) {
      bytes.write(buffer, at, limit - at);
      more = fill();
      end = lineEnd();
    }
    bytes.write(buffer, at, end - at);
    at = Math.min(end + 1, limit);
    return bytes.toByteArray();
  }

  /** Reads the next part of the file; false at its end. */
  private boolean fill() {
    try {
      at = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      return limit > 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private String decode(byte[] bytes, int from, int to) {
    int zero = indexOfZero(bytes, from, to);
    if (zero >= 0) {
      throw new Failure(
          "%s: line %d: a zero byte at offset %d; expected UTF-8 text, got a binary or UTF-16 file"
              .formatted(name, number, offset + zero - from));
    }
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      requireUtf8(bytes, from, to);
    }
    return text;
  }

  /** The sign that stands for what is no UTF-8 may also be in the text itself. */
  private void requireUtf8(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    if (result.isError()) {
      throw new Failure(
          "%s: line %d: not UTF-8: byte 0x%02X at offset %d; save the file as UTF-8"
              .formatted(name, number, bytes[in.position()], offset + in.position() - from));
    }
  }

  /** The place of the first zero byte, or -1. */
  private static int indexOfZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private Failure unreadable(IOException e) {
    return unreadable(name, e);
  }

  private static Failure unreadable(String name, IOException e) {
    String reason = e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
    return new Failure(name + ": cannot be read: " + reason);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }
}
