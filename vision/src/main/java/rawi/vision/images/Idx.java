package rawi.vision.images;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An array of bytes in the IDX form of MNIST (LeCun and others), gzip or not: two zeros, 8 for
 * bytes, the number of dimensions, each dimension in four bytes, then the elements.
 */
record Idx(int[] dims, byte[] data) {
  private static final int BYTES = 8;

  /**
   * Reads a file that must have so many dimensions.
   *
   * @throws ImageFileException if header and content disagree
   */
  static Idx read(Path file, int rank) {
    return Unzipped.read(file, in -> read(new DataInputStream(in), rank, file));
  }

  private static Idx read(DataInputStream in, int rank, Path file) throws IOException {
    int magic = in.readInt();
    if (magic != ((BYTES << 8) | rank)) {
      throw new ImageFileException(
          "%s: expected IDX of bytes in %d dimensions (it begins with %08x), got %08x"
              .formatted(file, rank, (BYTES << 8) | rank, magic));
    }
    int[] dims = new int[rank];
    long length = 1;
    for (int i = 0; i < rank; i++) {
      dims[i] = in.readInt();
      length = dims[i] < 1 || length > Integer.MAX_VALUE ? -1 : length * dims[i];
      if (length < 1 || length > Integer.MAX_VALUE - 8) {
        throw new ImageFileException(
            "%s: the header names sizes that cannot be: %s"
                .formatted(file, Arrays.toString(Arrays.copyOf(dims, i + 1))));
      }
    }
    byte[] data = in.readNBytes((int) length); // takes memory as it comes, not as announced
    requireLength(data.length, length, in, dims, file);
    return new Idx(dims, data);
  }

  private static void requireLength(long got, long expected, InputStream in, int[] dims, Path file)
      throws IOException {
    if (got < expected || in.read() >= 0) {
      throw new ImageFileException(
          "%s: the header %s announces %d bytes, the file has %s; it is cut short or its header wrong"
              .formatted(
                  file, Arrays.toString(dims), expected, got < expected ? "only " + got : "more"));
    }
  }
}
