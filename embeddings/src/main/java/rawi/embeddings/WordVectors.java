package rawi.embeddings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Words and their vectors, by falling frequency where they were learnt from text; some also compose
 * vectors of words that they do not have. Immutable, for any number of threads.
 */
public final class WordVectors {
  private final Lexicon words;
  private final VectorTable table;
  private final float[] norms;
  private final Optional<Subwords> subwords;

  private WordVectors(
      Lexicon words, VectorTable table, float[] norms, Optional<Subwords> subwords) {
    if (words.size() != table.rows() || norms.length != table.rows()) {
      throw new IllegalArgumentException(
          "expected as many vectors as words, got %d words, %d vectors and %d norms"
              .formatted(words.size(), table.rows(), norms.length));
    }
    this.words = words;
    this.table = table;
    this.norms = norms;
    this.subwords = subwords;
  }

  /** Vectors whose lengths are yet to be computed. */
  public static WordVectors of(Lexicon words, VectorTable table, Optional<Subwords> subwords) {
    float[] norms = new float[table.rows()];
    float[] row = new float[table.dimensions()];
    for (int i = 0; i < norms.length; i++) {
      table.copyRow(i, row);
      norms[i] = norm(row);
    }
    return new WordVectors(words, table, norms, subwords);
  }

  /** Vectors whose lengths are known. */
  public static WordVectors of(
      Lexicon words, VectorTable table, float[] norms, Optional<Subwords> subwords) {
    return new WordVectors(words, table, norms, subwords);
  }

  public int dimensions() {
    return table.dimensions();
  }

  /** How many words have a vector of their own. */
  public int size() {
    return words.size();
  }

  public Lexicon words() {
    return words;
  }

  public VectorTable table() {
    return table;
  }

  /** The Euclidean length of a word's vector. */
  public float norm(int index) {
    return norms[index];
  }

  /** What composes vectors of other words, if anything does. */
  public Optional<Subwords> subwords() {
    return subwords;
  }

  /** A copy of the vector of the word with a number. */
  public float[] vector(int index) {
    float[] vector = new float[dimensions()];
    table.copyRow(index, vector);
    return vector;
  }

  /** The vector of a word: its own, else the one composed of its sub-words, if there is any. */
  public Optional<float[]> of(String word) {
    OptionalInt index = words.index(word);
    return index.isPresent()
        ? Optional.of(vector(index.getAsInt()))
        : subwords.flatMap(s -> s.compose(word));
  }

  /**
   * How many rows of a table were filled.
   *
   * @param found words that have a vector of their own
   * @param composed words whose vector was composed of sub-words
   */
  public record Filled(int found, int composed) {}

  /**
   * Puts vectors into the rows of an embedding table (words, dimensions). Rows of other words, and
   * those whose word is empty, stay as they are.
   *
   * @param rows the word of each row
   */
  public Filled fill(INDArray embeddings, List<String> rows) {
    if (embeddings.size(1) != dimensions()) {
      throw new IllegalArgumentException(
          "expected vectors of %d dimensions, got %d".formatted(embeddings.size(1), dimensions()));
    }
    int found = 0;
    int composed = 0;
    for (int row = 0; row < rows.size(); row++) {
      String word = rows.get(row);
      Optional<float[]> vector = word.isEmpty() ? Optional.empty() : of(word);
      if (vector.isPresent()) {
        for (int j = 0; j < dimensions(); j++) {
          embeddings.putScalar(row, j, vector.get()[j]);
        }
        if (words.index(word).isPresent()) {
          found++;
        } else {
          composed++;
        }
      }
    }
    return new Filled(found, composed);
  }

  /** The Euclidean length of a vector. */
  public static float norm(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    return (float) Math.sqrt(sum);
  }
}
