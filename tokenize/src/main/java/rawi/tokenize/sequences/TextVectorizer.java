package rawi.tokenize.sequences;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import rawi.tokenize.Vocabulary;

/**
 * A {@link TextVectorization} that has learned its vocabulary. Vectors have an element for each id
 * but padding: element 0 is that of unknown words, element i that of id i + 1. Immutable, safe for
 * any number of threads.
 */
public final class TextVectorizer {
  private final TextVectorization settings;
  private final Vocabulary vocabulary;
  private final int documents;
  private final int[] documentCounts;
  private final double[] inverseFrequencies; // of each element of a vector
  private final Words words;

  /**
   * @param documentCounts in how many of the {@code documents} each word stands, from id 2 on
   */
  TextVectorizer(
      TextVectorization settings, Vocabulary vocabulary, int documents, int[] documentCounts) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.documents = documents;
    this.documentCounts = documentCounts.clone();
    this.words = new Words(settings);
    inverseFrequencies = new double[vocabulary.size() - 1];
    for (int i = 0; i < documentCounts.length; i++) {
      inverseFrequencies[i + 1] = Math.log(1 + documents / (1d + documentCounts[i]));
    }
    inverseFrequencies[0] = Arrays.stream(inverseFrequencies).sum() / documentCounts.length;
  }

  public TextVectorization settings() {
    return settings;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How many texts it was learned from. */
  public int documents() {
    return documents;
  }

  /** In how many of those the word of an id stood; ids from 2 on. */
  public int documentCount(int id) {
    return documentCounts[id - 2];
  }

  /** The words of a text as ids; padded or cut where the settings have a length. */
  public int[] ids(String text) {
    return settings.sequences().pad(lookUp(text));
  }

  /** Rows of one length, (texts, length). */
  public int[][] ids(List<String> texts) {
    return settings.sequences().pad(texts.stream().map(this::lookUp).toList());
  }

  private int[] lookUp(String text) {
    return words.of(text).stream().mapToInt(vocabulary::idOf).toArray();
  }

  /** How many elements a vector has. */
  public int vectorSize() {
    return settings.padToMaxTokens()
        ? settings.maxTokens().orElseThrow() - 1
        : vocabulary.size() - 1;
  }

  /** One vector for a text. */
  public float[] vector(String text, Weighting weighting) {
    return sparseVector(text, weighting).dense();
  }

  /** (texts, elements). */
  public float[][] vectors(List<String> texts, Weighting weighting) {
    return texts.stream().map(text -> vector(text, weighting)).toArray(float[][]::new);
  }

  /** The same without its zeros. */
  public SparseVector sparseVector(String text, Weighting weighting) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int id : lookUp(text)) {
      counts.merge(id - 1, 1, Integer::sum);
    }
    return new SparseVector(
        vectorSize(),
        List.copyOf(counts.keySet()),
        counts.entrySet().stream().map(e -> value(e.getKey(), e.getValue(), weighting)).toList());
  }

  private float value(int element, int count, Weighting weighting) {
    return switch (weighting) {
      case MULTI_HOT -> 1;
      case COUNT -> count;
      case TF_IDF -> (float) (count * inverseFrequencies[element]);
    };
  }
}
