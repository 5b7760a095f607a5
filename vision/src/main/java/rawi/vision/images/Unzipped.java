package rawi.vision.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a file that may be compressed by gzip. */
final class Unzipped {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private Unzipped() {}

  /** Takes what it wants from the stream. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Reads the file.
   *
   * @throws ImageFileException if it is missing or its compression is damaged or cut short
   */
  static <T> T read(Path file, Reader<T> reader) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      return reader.read(isGzip(raw) ? new GZIPInputStream(raw, 1 << 16) : raw);
    } catch (NoSuchFileException e) {
      throw new ImageFileException(file + ": there is no such file", e);
    } catch (EOFException e) {
      throw new ImageFileException(file + ": is cut short", e);
    } catch (ZipException e) {
      throw new ImageFileException(file + ": its gzip compression is damaged", e);
    } catch (IOException e) {
      throw new ImageFileException(file + ": could not be read: " + e.getMessage(), e);
    }
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return gzip;
  }
}
