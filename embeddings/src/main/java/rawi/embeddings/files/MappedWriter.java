package rawi.embeddings.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import rawi.embeddings.Lexicon;
import rawi.embeddings.Slabs;
import rawi.embeddings.Subwords;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

/** Writes the parts of {@link MappedLayout} one after the other. */
final class MappedWriter {
  private final WordVectors vectors;
  private final MappedLayout layout;
  private final OutputStream out;
  private long written;

  private MappedWriter(WordVectors vectors, OutputStream out) {
    this.vectors = vectors;
    this.layout = layout(vectors);
    this.out = out;
  }

  static void write(WordVectors vectors, OutputStream out) throws IOException {
    new MappedWriter(vectors, out).write();
  }

  private static MappedLayout layout(WordVectors vectors) {
    long text = 0;
    for (int i = 0; i < vectors.size(); i++) {
      text += bytes(vectors.words(), i).length;
    }
    if (text > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected words of at most 2 GB together, got %d bytes".formatted(text));
    }
    Optional<Subwords> s = vectors.subwords();
    return new MappedLayout(
        vectors.dimensions(),
        vectors.size(),
        text,
        s.map(x -> x.ngrams().minN()).orElse(0),
        s.map(x -> x.ngrams().maxN()).orElse(0),
        s.map(x -> x.ngrams().buckets()).orElse(0),
        s.map(x -> x.rows().rows()).orElse(0));
  }

  private void write() throws IOException {
    put(layout.header());
    slabs(vectors.table());
    part(layout.norms(), vectors.size(), Float.BYTES, (to, i) -> to.putFloat(vectors.norm(i)));
    long[] place = new long[1];
    part(
        layout.places(),
        vectors.size() + 1,
        Long.BYTES,
        (to, i) -> {
          to.putLong(place[0]);
          place[0] += i < vectors.size() ? bytes(vectors.words(), i).length : 0;
        });
    upTo(layout.text());
    for (int i = 0; i < vectors.size(); i++) {
      put(bytes(vectors.words(), i));
    }
    int[] slots = slots();
    part(layout.index(), slots.length, Integer.BYTES, (to, i) -> to.putInt(slots[i]));
    if (vectors.subwords().isPresent()) {
      Subwords subwords = vectors.subwords().get();
      part(
          layout.bucketPlaces(),
          layout.buckets(),
          Integer.BYTES,
          (to, i) -> to.putInt(subwords.rowOf().applyAsInt(i)));
      upTo(layout.bucketSlabs());
      slabs(subwords.rows());
    }
    upTo(layout.length());
  }

  private int[] slots() {
    int[] slots = new int[layout.slots()];
    for (int i = 0; i < vectors.size(); i++) {
      int slot = MappedLayout.hash(bytes(vectors.words(), i)) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
    return slots;
  }

  private void slabs(VectorTable table) throws IOException {
    Slabs shape = new Slabs(table.dimensions());
    float[][] spare = shape.slab();
    byte[] bytes = new byte[shape.stripLength() * Float.BYTES];
    for (int slab = 0; slab < Slabs.count(table.rows()); slab++) {
      for (float[] strip : table.slab(slab, spare)) {
        littleEndian(bytes).asFloatBuffer().put(strip);
        put(bytes);
      }
    }
  }

  /** Puts the number with an index into a buffer. */
  private interface Element {
    void put(ByteBuffer to, int index);
  }

  private void part(long from, int count, int bytesEach, Element element) throws IOException {
    upTo(from);
    byte[] bytes = new byte[bytesEach];
    for (int i = 0; i < count; i++) {
      element.put(littleEndian(bytes), i);
      put(bytes);
    }
  }

  private void upTo(long place) throws IOException {
    put(new byte[Math.toIntExact(place - written)]);
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private static byte[] bytes(Lexicon words, int index) {
    return words.word(index).getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
