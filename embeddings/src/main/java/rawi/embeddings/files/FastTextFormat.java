package rawi.embeddings.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.Lexicon;
import rawi.embeddings.Subwords;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

/**
 * fastText's model files ({@code .bin}, versions 11 and 12), all numbers little-endian: magic and
 * version; twelve options; the dictionary; the input matrix, whose rows are those of the words and
 * then those of the buckets of n-grams; the output matrix, which is passed over. A word's vector is
 * the mean of its own row and of those of its n-grams. Quantized models are refused.
 */
final class FastTextFormat {
  static final int MAGIC = 793_712_314;
  private static final int NEWEST = 12;
  private static final int LONGEST_WORD = 10_000; // bytes
  private static final String END_OF_SENTENCE = "</s>"; // has no n-grams

  private final ByteSource in;
  private final Reading reading;

  /** One model being read; its magic number is still to be taken. */
  FastTextFormat(ByteSource in, Reading reading) {
    this.in = in;
    this.reading = reading;
  }

  /** What of the options concerns vectors. */
  record Options(int dimensions, int buckets, int minN, int maxN) {
    boolean subwords() {
      return maxN > 0 && buckets > 0;
    }
  }

  Options options() {
    in.integer(4, "the magic number");
    long version = in.integer(4, "the version");
    if (version < 11 || version > NEWEST) {
      throw in.error(
          "is a fastText model of version %d; expected 11 or %d".formatted(version, NEWEST));
    }
    int[] options =
        new int[12]; // dim ws epoch minCount neg wordNgrams loss model bucket minn maxn lr
    for (int i = 0; i < options.length; i++) {
      options[i] = (int) in.integer(4, "the options");
    }
    in.integer(8, "the options"); // the threshold of sampling
    Options read = new Options(options[0], options[8], options[9], options[10]);
    boolean oldSupervised = version == 11 && options[7] == 3; // had no n-grams of characters
    if (read.dimensions < 1 || read.buckets < 0 || (read.maxN > 0 && read.minN > read.maxN)) {
      throw in.error(
          "expected the options of a fastText model, got dim %d, bucket %d, minn %d and maxn %d"
              .formatted(read.dimensions, read.buckets, read.minN, read.maxN));
    }
    return oldSupervised ? new Options(read.dimensions, read.buckets, 0, 0) : read;
  }

  WordVectors read() {
    Options options = options();
    List<String> words = dictionary();
    if (in.integer(1, "the input matrix") != 0) {
      throw in.error(
          "is a quantized fastText model (.ftz), which cannot be read; use the .bin it was made of");
    }
    long rows = in.integer(8, "the input matrix");
    long columns = in.integer(8, "the input matrix");
    long expected = words.size() + (options.subwords() ? (long) options.buckets : 0);
    if (columns != options.dimensions || rows < expected || rows > Integer.MAX_VALUE) {
      throw in.error(
          "expected an input matrix of %d rows and %d columns, got %d and %d"
              .formatted(expected, options.dimensions, rows, columns));
    }
    boolean[] kept = kept(words);
    requireRoom(kept, options);
    VectorTable own = rows(kept.length, i -> kept[i], options.dimensions);
    int buckets = options.subwords() ? options.buckets : 0;
    VectorTable grams = rows(buckets, bucket -> true, options.dimensions);
    if (!in.pass((rows - kept.length - buckets) * options.dimensions * Float.BYTES)) {
      throw cutShort("input");
    }
    requireOutput();
    return vectors(kept(words, kept), own, grams, options);
  }

  private CharacterNgrams ngrams(Options options) {
    try {
      return new CharacterNgrams(Math.max(1, options.minN), options.maxN, options.buckets);
    } catch (IllegalArgumentException e) {
      throw in.error("the options are damaged: " + e.getMessage());
    }
  }

  private List<String> dictionary() {
    long size = in.integer(4, "the dictionary");
    long count = in.integer(4, "the dictionary");
    long labels = in.integer(4, "the dictionary");
    in.integer(8, "the dictionary"); // tokens
    long pruned = in.integer(8, "the dictionary");
    if (count < 0 || labels < 0 || size != count + labels) {
      throw in.error(
          "expected a dictionary of words and labels, got %d of %d and %d"
              .formatted(size, count, labels));
    }
    List<String> words = new ArrayList<>();
    byte[] bytes = new byte[LONGEST_WORD];
    for (long i = 0; i < size; i++) {
      int length = 0;
      int b = (int) in.integer(1, "the dictionary");
      while (b != 0) {
        if (length == LONGEST_WORD) {
          throw in.error("entry %d of the dictionary is not a word".formatted(i + 1));
        }
        bytes[length++] = (byte) b;
        b = (int) in.integer(1, "the dictionary");
      }
      in.integer(8, "the dictionary"); // how often it was seen
      boolean label = in.integer(1, "the dictionary") != 0;
      if (!label) {
        words.add(in.text(bytes, length, "entry " + (i + 1) + " of the dictionary"));
      }
    }
    if (words.size() != count) {
      throw in.error(
          "the dictionary announces %d words, and has %d".formatted(count, words.size()));
    }
    for (long i = 0; i < 2 * pruned; i++) {
      in.integer(4, "the dictionary");
    }
    return words;
  }

  private boolean[] kept(List<String> words) {
    boolean[] kept = new boolean[words.size()];
    for (int i = 0; i < Math.min(kept.length, reading.limit()); i++) {
      kept[i] = reading.wants(words.get(i));
    }
    return kept;
  }

  private static List<String> kept(List<String> words, boolean[] kept) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        some.add(words.get(i));
      }
    }
    return some;
  }

  /** A word takes two rows while its vector is computed. */
  private void requireRoom(boolean[] kept, Options options) {
    int words = 0;
    for (boolean one : kept) {
      words += one ? 1 : 0;
    }
    long rows = 2L * words + (options.subwords() ? options.buckets : 0);
    reading.requireRoom(in.file().toString(), Reading.bytes(words, rows, options.dimensions));
  }

  /** Reads those rows that are kept and passes over the others. */
  private VectorTable rows(int count, IntPredicate kept, int dimensions) {
    VectorTable.Builder table = new VectorTable.Builder(dimensions);
    float[] row = new float[dimensions];
    for (int i = 0; i < count; i++) {
      boolean one = kept.test(i);
      if (one ? !in.floats(row) : !in.pass((long) dimensions * Float.BYTES)) {
        throw cutShort("input");
      }
      if (one) {
        table.add(row);
      }
    }
    return table.build();
  }

  private void requireOutput() {
    if (in.integer(1, "the output matrix") != 0) {
      return; // quantized, of no use here
    }
    long rows = in.integer(8, "the output matrix");
    long columns = in.integer(8, "the output matrix");
    if (rows < 0 || columns < 0 || !in.pass(rows * columns * Float.BYTES)) {
      throw cutShort("output");
    }
  }

  private IllegalArgumentException cutShort(String matrix) {
    return in.error(
        "ends within the %s matrix at byte %d; it is cut short".formatted(matrix, in.position()));
  }

  private WordVectors vectors(
      List<String> words, VectorTable own, VectorTable grams, Options options) {
    Lexicon lexicon;
    try {
      lexicon = Lexicon.of(words);
    } catch (IllegalArgumentException e) {
      throw in.error("the dictionary is damaged: " + e.getMessage());
    }
    if (!options.subwords()) {
      return WordVectors.of(lexicon, own, Optional.empty());
    }
    CharacterNgrams ngrams = ngrams(options);
    Subwords subwords = new Subwords(ngrams, IntUnaryOperator.identity(), grams);
    VectorTable.Builder composed = new VectorTable.Builder(options.dimensions);
    float[] row = new float[options.dimensions];
    for (int i = 0; i < words.size(); i++) {
      own.copyRow(i, row);
      composed.add(
          words.get(i).equals(END_OF_SENTENCE) ? row : subwords.composeWith(row, words.get(i)));
    }
    return WordVectors.of(lexicon, composed.build(), Optional.of(subwords));
  }
}
