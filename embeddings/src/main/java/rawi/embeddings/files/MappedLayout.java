package rawi.embeddings.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import rawi.embeddings.Slabs;

/**
 * Where things lie in an {@code .rvec} file, all numbers little-endian, each part at a multiple of
 * 64 bytes:
 *
 * <pre>
 * 128 bytes      magic, this record, the CRC-32 of what is before it
 * slabs          the vectors, float32
 * norms          the length of each vector, float32
 * word places    where each word begins in the text, int64, and where the last ends
 * text           the words in UTF-8, one after the other
 * index          int32 slots, a power of two: 0, or 1 + the number of a word, found by its hash
 * bucket rows    of each bucket of n-grams the row of its vector, int32, or -1
 * bucket slabs   the vectors of n-grams, float32
 * </pre>
 *
 * @param dimensions numbers of a vector
 * @param words how many words
 * @param textBytes length of the words together
 * @param minN least characters of an n-gram; 0 without n-grams
 * @param maxN most characters of an n-gram
 * @param buckets hash values of n-grams
 * @param bucketRows vectors of n-grams
 */
record MappedLayout(
    int dimensions, int words, long textBytes, int minN, int maxN, int buckets, int bucketRows) {
  static final int HEADER = 128;
  private static final byte[] MAGIC = "RAWIVEC\n".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int CHECKED = HEADER - Long.BYTES;

  static boolean begins(ByteSource in) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (in.peek(i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  int slabBytes() {
    return Slabs.STRIPS * new Slabs(dimensions).stripLength() * Float.BYTES;
  }

  long slabs() {
    return HEADER;
  }

  long norms() {
    return slabs() + (long) Slabs.count(words) * slabBytes();
  }

  long places() {
    return after(norms(), (long) words * Float.BYTES);
  }

  long text() {
    return after(places(), (words + 1L) * Long.BYTES);
  }

  long index() {
    return after(text(), textBytes);
  }

  /** At least twice as many slots as words, so that a search soon comes to an empty one. */
  int slots() {
    return Integer.highestOneBit(Math.max(1, Math.min(words, 1 << 28))) * 4;
  }

  long bucketPlaces() {
    return after(index(), (long) slots() * Integer.BYTES);
  }

  long bucketSlabs() {
    return after(bucketPlaces(), (long) buckets * Integer.BYTES);
  }

  long length() {
    return bucketSlabs() + (long) Slabs.count(bucketRows) * slabBytes();
  }

  private static long after(long from, long bytes) {
    return (from + bytes + 63) / 64 * 64;
  }

  byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).putInt(VERSION).putInt(dimensions).putInt(words).putLong(textBytes);
    header.putInt(minN).putInt(maxN).putInt(buckets).putInt(bucketRows).putLong(length());
    header.putLong(CHECKED, checksum(header.array()));
    return header.array();
  }

  /**
   * Reads a header.
   *
   * @param bytes of a whole header that begins with the magic number
   * @param size of the file
   */
  static MappedLayout read(String file, byte[] bytes, long size) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = header.position(MAGIC.length).getInt();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "%s: is of version %d of the .rvec form; expected %d".formatted(file, version, VERSION));
    }
    int dimensions = header.getInt();
    int words = header.getInt();
    long textBytes = header.getLong();
    MappedLayout layout =
        new MappedLayout(
            dimensions,
            words,
            textBytes,
            header.getInt(),
            header.getInt(),
            header.getInt(),
            header.getInt());
    long length = header.getLong();
    if (header.getLong(CHECKED) != checksum(bytes)) {
      throw new IllegalArgumentException(
          file + ": the header's checksum does not fit; the file was altered, copy it again");
    }
    if (length != size) {
      throw new IllegalArgumentException(
          "%s: expected %d bytes, got %d; it is cut short, copy it again"
              .formatted(file, length, size));
    }
    return layout;
  }

  private static long checksum(byte[] header) {
    CRC32 crc = new CRC32();
    crc.update(header, 0, CHECKED);
    return crc.getValue();
  }

  /** FNV-1a of a word's bytes, its high bits mixed into the low ones that choose a slot. */
  static int hash(byte[] word) {
    int hash = 0x811C9DC5;
    for (byte b : word) {
      hash = (hash ^ (b & 0xFF)) * 0x01000193;
    }
    return hash ^ (hash >>> 15);
  }
}
