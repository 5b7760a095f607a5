package rawi.apps.caption.features;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import rawi.nn.saving.AtomicFile;

/**
 * Features of images in a file, float32, read where they are needed through the system's own
 * memory: features of a whole set need not fit into Java's.
 *
 * <pre>
 * "RAWIFEAT" version (int) identity (text) places channels images (int)     big-endian
 * for each image: key (32 bytes), CRC-32C of its features (int)
 * padding to a multiple of 64 bytes, then the features, little-endian
 * </pre>
 *
 * A key is the SHA-256 of the image's file. A file that is cut short, damaged, or of another
 * encoder is not used.
 */
final class FeatureCache {
  private static final long MAGIC = 0x5241574946454154L; // RAWIFEAT
  private static final int VERSION = 1;
  private static final int KEY = 32;
  private static final int LINE = 64;
  private static final int PIECE = 1 << 30; // bytes mapped at once, at most

  private final int each; // floats of an image
  private final Map<Key, Integer> index;
  private final List<FloatBuffer> pieces;
  private final int inPiece; // images of a piece

  /** A hash as a key of maps. */
  record Key(String hex) {}

  /** A file that cannot be used, and why. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String why) {
      super(why);
    }
  }

  private FeatureCache(int each, Map<Key, Integer> index, List<FloatBuffer> pieces, int inPiece) {
    this.each = each;
    this.index = index;
    this.pieces = pieces;
    this.inPiece = inPiece;
  }

  /** Which images there are. */
  boolean has(Key key) {
    return index.containsKey(key);
  }

  /** The keys there are, in the order of the file. */
  List<Key> keys() {
    return List.copyOf(index.keySet());
  }

  /** Where an image's features are. */
  int indexOf(Key key) {
    return Optional.ofNullable(index.get(key)).orElseThrow();
  }

  /** Copies the features of an image. */
  void read(int image, float[] into, int at) {
    pieces.get(image / inPiece).get(image % inPiece * each, into, at, each);
  }

  /** The features of an image. */
  float[] read(Key key) {
    float[] values = new float[each];
    read(indexOf(key), values, 0);
    return values;
  }

  /**
   * Opens a file and checks all of it.
   *
   * @throws Broken if it is not whole, or of another encoder
   */
  static FeatureCache open(Path file, ImageEncoder encoder) throws Broken {
    int each = encoder.places() * encoder.channels();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
      int images = header(in, encoder);
      long bytes = (long) each * Float.BYTES;
      if (images < 0 || images > channel.size() / (KEY + Integer.BYTES + bytes)) {
        throw new Broken(
            "is cut short or damaged: it has no room for the %d images it tells of"
                .formatted(images));
      }
      Map<Key, Integer> index = new LinkedHashMap<>();
      int[] checks = new int[images];
      byte[] key = new byte[KEY];
      for (int i = 0; i < images; i++) {
        in.readFully(key);
        index.put(new Key(HexFormat.of().formatHex(key)), i);
        checks[i] = in.readInt();
      }
      long start = roundedUp(channel.position());
      if (channel.size() != start + images * bytes) {
        throw new Broken(
            "is cut short or too long: expected %d bytes, got %d"
                .formatted(start + images * bytes, channel.size()));
      }
      int inPiece = (int) Math.max(1, PIECE / bytes);
      List<FloatBuffer> pieces = new ArrayList<>();
      for (int from = 0; from < images; from += inPiece) {
        int count = Math.min(inPiece, images - from);
        MappedByteBuffer piece =
            channel.map(FileChannel.MapMode.READ_ONLY, start + from * bytes, count * bytes);
        check(piece, from, count, (int) bytes, checks);
        pieces.add(piece.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
      }
      return new FeatureCache(each, index, pieces, inPiece);
    } catch (EOFException e) {
      throw new Broken("is cut short");
    } catch (IOException e) {
      throw new Broken("cannot be read: " + e.getMessage());
    }
  }

  private static int header(DataInputStream in, ImageEncoder encoder) throws IOException, Broken {
    if (in.readLong() != MAGIC) {
      throw new Broken("is no file of features");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new Broken("is of version " + version);
    }
    String identity = in.readUTF();
    int places = in.readInt();
    int channels = in.readInt();
    if (!identity.equals(encoder.identity())
        || places != encoder.places()
        || channels != encoder.channels()) {
      throw new Broken("is of another encoder");
    }
    return in.readInt();
  }

  private static void check(ByteBuffer piece, int from, int count, int bytes, int[] checks)
      throws Broken {
    for (int i = 0; i < count; i++) {
      CRC32C sum = new CRC32C();
      sum.update(piece.slice(i * bytes, bytes));
      if ((int) sum.getValue() != checks[from + i]) {
        throw new Broken(
            "is damaged: the features of image %d are not what was written".formatted(from + i));
      }
    }
  }

  private static long roundedUp(long position) {
    return (position + LINE - 1) / LINE * LINE;
  }

  /** Where the features of an image to be written come from. */
  @FunctionalInterface
  interface Source {
    float[] of(Key key);
  }

  /** Writes a file; nothing is left under the name unless all of it is. */
  static void write(Path file, ImageEncoder encoder, List<Key> keys, Source source) {
    AtomicFile.write(
        file,
        out -> {
          DataOutputStream data = new DataOutputStream(out);
          data.writeLong(MAGIC);
          data.writeInt(VERSION);
          data.writeUTF(encoder.identity());
          data.writeInt(encoder.places());
          data.writeInt(encoder.channels());
          data.writeInt(keys.size());
          for (Key key : keys) {
            data.write(HexFormat.of().parseHex(key.hex()));
            CRC32C sum = new CRC32C();
            sum.update(bytes(source.of(key)));
            data.writeInt((int) sum.getValue());
          }
          data.write(new byte[(int) (roundedUp(data.size()) - data.size())]);
          data.flush();
          features(out, keys, source);
        },
        written -> {});
  }

  private static void features(OutputStream out, List<Key> keys, Source source) throws IOException {
    for (Key key : keys) {
      out.write(bytes(source.of(key)));
    }
  }

  private static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes;
  }
}
