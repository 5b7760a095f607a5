package rawi.embeddings.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.Lexicon;
import rawi.embeddings.Subwords;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;

/**
 * What is learnt: rows for words as input, then for those n-grams that some word has, and rows for
 * words as output. Every row is an array of its own.
 */
final class Rows {
  private final List<String> words;
  private final Optional<CharacterNgrams> ngrams;
  private final int[] rowOfBucket; // below 0: no word has such an n-gram
  private final int[][] rowsOf;
  private final float[][] input;
  private final float[][] output;

  Rows(List<String> words, TrainingOptions options) {
    this.words = words;
    boolean subwords = options.method() == TrainingMethod.FASTTEXT;
    this.ngrams = subwords ? Optional.of(options.ngrams()) : Optional.empty();
    this.rowOfBucket = new int[subwords ? options.ngrams().buckets() : 0];
    Arrays.fill(rowOfBucket, -1);
    this.rowsOf = new int[words.size()][];
    int rows = number();
    int dimensions = options.dimensions();
    this.input = new float[rows][dimensions];
    this.output = new float[words.size()][dimensions];
    double spread = (subwords ? 1.0 : 0.5) / dimensions; // as the authors' programs begin
    SplittableRandom random = new SplittableRandom(options.seed());
    for (float[] row : input) {
      for (int j = 0; j < dimensions; j++) {
        row[j] = (float) random.nextDouble(-spread, spread);
      }
    }
  }

  /** Numbers the n-grams of all words after the words; how many rows there are. */
  private int number() {
    int rows = words.size();
    for (int word = 0; word < rowsOf.length; word++) {
      String text = words.get(word);
      int[] buckets = ngrams.map(n -> n.of(text)).orElseGet(() -> new int[0]);
      int[] own = new int[1 + buckets.length];
      own[0] = word;
      for (int i = 0; i < buckets.length; i++) {
        if (rowOfBucket[buckets[i]] < 0) {
          rowOfBucket[buckets[i]] = rows++;
        }
        own[1 + i] = rowOfBucket[buckets[i]];
      }
      rowsOf[word] = own;
    }
    return rows;
  }

  float[][] input() {
    return input;
  }

  float[][] output() {
    return output;
  }

  /** For each word its rows as input: its own and those of its n-grams. */
  int[][] rowsOf() {
    return rowsOf;
  }

  /**
   * The vectors.
   *
   * @throws IllegalStateException if a number is no longer finite
   */
  WordVectors vectors() {
    int dimensions = input[0].length;
    VectorTable.Builder table = new VectorTable.Builder(dimensions);
    float[] mean = new float[dimensions];
    for (int[] rows : rowsOf) {
      Arrays.fill(mean, 0);
      for (int row : rows) {
        Loops.add(mean, input[row]);
      }
      Loops.scale(mean, 1f / rows.length);
      requireFinite(mean);
      table.add(mean);
    }
    return WordVectors.of(Lexicon.of(words), table.build(), ngrams.map(this::subwords));
  }

  private Subwords subwords(CharacterNgrams cut) {
    VectorTable.Builder grams = new VectorTable.Builder(input[0].length);
    for (int row = words.size(); row < input.length; row++) {
      grams.add(input[row]);
    }
    int[] places = rowOfBucket.clone();
    for (int i = 0; i < places.length; i++) {
      places[i] = places[i] < 0 ? -1 : places[i] - words.size();
    }
    return new Subwords(cut, bucket -> places[bucket], grams.build());
  }

  private static void requireFinite(float[] row) {
    for (float x : row) {
      if (!Float.isFinite(x)) {
        throw new IllegalStateException(
            "the vectors grew beyond all numbers; try a smaller --learning-rate");
      }
    }
  }
}
