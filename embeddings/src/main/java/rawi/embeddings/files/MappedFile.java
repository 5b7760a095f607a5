package rawi.embeddings.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.Lexicon;
import rawi.embeddings.Slabs;
import rawi.embeddings.Subwords;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

/**
 * Vectors that stay in their file: it is mapped into memory, and the system reads what is looked
 * at.
 */
final class MappedFile {
  private static final long MOST_MAPPED = 1L << 30; // bytes a buffer, which can have 2^31

  private final String name;
  private final FileChannel channel;
  private final MappedLayout layout;

  private MappedFile(String name, FileChannel channel, MappedLayout layout) {
    this.name = name;
    this.channel = channel;
    this.layout = layout;
  }

  /**
   * Opens a file that begins with the magic number; words after the first {@code limit} are left
   * out.
   */
  static WordVectors open(Path file, int limit) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedFile(file.toString(), channel, layout(file, channel)).vectors(limit);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be mapped: " + e.getMessage(), e);
    }
  }

  static int dimensionsOf(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return layout(file, channel).dimensions();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static MappedLayout layout(Path file, FileChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(MappedLayout.HEADER);
    boolean more = true;
    while (more && header.hasRemaining()) {
      more = channel.read(header) >= 0;
    }
    if (header.hasRemaining()) {
      throw new IllegalArgumentException(file + ": ends within its header; copy it again");
    }
    return MappedLayout.read(file.toString(), header.array(), channel.size());
  }

  private WordVectors vectors(int limit) throws IOException {
    int words = Math.min(limit, layout.words());
    float[] norms = new float[words];
    map(layout.norms(), (long) words * Float.BYTES).asFloatBuffer().get(norms);
    Optional<Subwords> subwords = Optional.empty();
    if (layout.buckets() > 0) {
      IntBuffer rows =
          map(layout.bucketPlaces(), (long) layout.buckets() * Integer.BYTES).asIntBuffer();
      VectorTable table = table(layout.bucketSlabs(), layout.bucketRows());
      subwords =
          Optional.of(
              new Subwords(
                  new CharacterNgrams(layout.minN(), layout.maxN(), layout.buckets()),
                  bucket -> checked(rows.get(bucket), layout.bucketRows()),
                  table));
    }
    return WordVectors.of(lexicon(words), table(layout.slabs(), words), norms, subwords);
  }

  private Lexicon lexicon(int words) throws IOException {
    return new Words(
        this,
        words,
        map(layout.places(), (layout.words() + 1L) * Long.BYTES).asLongBuffer(),
        map(layout.text(), layout.textBytes()),
        map(layout.index(), (long) layout.slots() * Integer.BYTES).asIntBuffer());
  }

  private VectorTable table(long from, int rows) throws IOException {
    int perPart = (int) Math.max(1, MOST_MAPPED / layout.slabBytes());
    int slabs = Slabs.count(rows);
    FloatBuffer[] parts = new FloatBuffer[(slabs + perPart - 1) / perPart];
    for (int i = 0; i < parts.length; i++) {
      long first = (long) i * perPart;
      long count = Math.min(perPart, slabs - first);
      parts[i] = map(from + first * layout.slabBytes(), count * layout.slabBytes()).asFloatBuffer();
    }
    return new Rows(new Slabs(layout.dimensions()), rows, parts, perPart);
  }

  private ByteBuffer map(long from, long bytes) throws IOException {
    return channel.map(MapMode.READ_ONLY, from, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int checked(int number, int below) {
    if (number < -1 || number >= below) {
      throw damaged();
    }
    return number;
  }

  private IllegalArgumentException damaged() {
    return new IllegalArgumentException(
        name + ": is damaged: its index points outside of it; copy it again");
  }

  /** The words of the file. */
  private record Words(
      MappedFile file, int size, LongBuffer places, ByteBuffer text, IntBuffer slots)
      implements Lexicon {
    @Override
    public String word(int index) {
      return new String(bytes(index), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int index) {
      long from = places.get(index);
      long to = places.get(index + 1);
      if (from < 0 || to < from || to > text.capacity()) {
        throw file.damaged();
      }
      byte[] word = new byte[(int) (to - from)];
      text.get((int) from, word);
      return word;
    }

    @Override
    public OptionalInt index(String word) {
      byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
      int mask = slots.capacity() - 1;
      int slot = MappedLayout.hash(wanted) & mask;
      for (int tried = 0; tried <= mask; tried++) {
        int number = file.checked(slots.get(slot) - 1, file.layout.words());
        if (number < 0) {
          return OptionalInt.empty();
        }
        if (Arrays.equals(bytes(number), wanted)) {
          return number < size ? OptionalInt.of(number) : OptionalInt.empty();
        }
        slot = (slot + 1) & mask;
      }
      return OptionalInt.empty();
    }
  }

  /** The vectors of the file. */
  private record Rows(Slabs slabs, int rows, FloatBuffer[] parts, int perPart)
      implements VectorTable {
    @Override
    public int dimensions() {
      return slabs.dimensions();
    }

    @Override
    public void copyRow(int row, float[] to) {
      int slab = row / Slabs.ROWS;
      int width = slabs.width();
      int from = slab % perPart * Slabs.STRIPS * slabs.stripLength() + row % Slabs.ROWS * width;
      for (int strip = 0; strip < Slabs.STRIPS; strip++) {
        int column = Math.min(to.length, strip * width);
        int count = Math.min(to.length, column + width) - column;
        parts[slab / perPart].get(from + strip * slabs.stripLength(), to, column, count);
      }
    }

    @Override
    public float[][] slab(int index, float[][] spare) {
      int from = index % perPart * Slabs.STRIPS * slabs.stripLength();
      for (int strip = 0; strip < Slabs.STRIPS; strip++) {
        parts[index / perPart].get(from + strip * slabs.stripLength(), spare[strip]);
      }
      return spare;
    }
  }
}
