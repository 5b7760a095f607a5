package rawi.apps.sentiment.wide;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.tokenize.Token;

/** A linear classifier over the n-grams of a text; safe for any number of threads. */
public final class WidePart {
  private static final String HASHES = "wide/hashes";
  private static final String IDF = "wide/idf";
  private static final String BLOCKS = "wide/blocks";
  private static final String UNKNOWN = "wide/unknown";
  private static final String WEIGHTS = "wide/weights";
  private static final String BIAS = "wide/bias";

  private final NgramTable table;
  private final Linear linear;

  WidePart(NgramTable table, Linear linear) {
    this.table = table;
    this.linear = linear;
  }

  /** How many n-grams are known. */
  public int ngrams() {
    return table.size();
  }

  /** The logits of a text, one for each label. */
  public double[] logits(List<Token> text) {
    return linear.logits(SparseRows.of(List.of(table.row(text)), linear.width()), 0);
  }

  /**
   * What each token adds to the logits of a text, (tokens, labels): n-grams share their part among
   * the occurrences, and an occurrence shares its part among the tokens that it reaches over.
   * Together with {@link #bias} they are the logits.
   */
  public double[][] contributions(List<Token> text) {
    double[][] shares = new double[text.size()][linear.labels()];
    SparseRow row = table.row(text);
    HashIndex at = HashIndex.of(Arrays.stream(row.columns()).asLongStream().toArray());
    int[] counts = new int[row.columns().length];
    each(text, at, (i, first, last) -> counts[i]++);
    int labels = linear.labels();
    int skipped = labels - linear.bias().length;
    each(
        text,
        at,
        (i, first, last) -> {
          for (int k = skipped; k < labels; k++) {
            double weight = linear.weights()[(k - skipped) * linear.width() + row.columns()[i]];
            double share = row.values()[i] * weight / counts[i] / (last - first + 1);
            for (int token = first; token <= last; token++) {
              shares[token][k] += share;
            }
          }
        });
    return shares;
  }

  /** The logits of a text of which nothing is known. */
  public double[] bias() {
    double[] bias = new double[linear.labels()];
    System.arraycopy(
        linear.bias(), 0, bias, bias.length - linear.bias().length, linear.bias().length);
    return bias;
  }

  private interface Occurrence {
    void at(int element, int first, int last);
  }

  private void each(List<Token> text, HashIndex elements, Occurrence action) {
    Ngrams.of(
        text,
        (block, hash, first, last) -> {
          int ngram = table.find(hash);
          if (ngram >= 0) {
            action.at(elements.find(ngram), first, last);
          }
        });
  }

  /** What a file keeps. */
  public Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    tensors.put(HASHES, Nd4j.createFromArray(table.hashes()));
    tensors.put(IDF, Nd4j.createFromArray(table.idf()));
    byte[] blocks = table.blocks();
    int[] numbers = new int[blocks.length];
    Arrays.setAll(numbers, j -> blocks[j]);
    tensors.put(BLOCKS, Nd4j.createFromArray(numbers));
    tensors.put(UNKNOWN, Nd4j.createFromArray(table.unknown()));
    tensors.put(WEIGHTS, Nd4j.createFromArray(floats(linear.weights())));
    tensors.put(BIAS, Nd4j.createFromArray(floats(linear.bias())));
    return tensors;
  }

  /**
   * What a file kept.
   *
   * @throws IllegalArgumentException if the tensors do not fit one another and the labels
   */
  public static WidePart of(Map<String, INDArray> tensors, int labels) {
    long[] hashes = tensor(tensors, HASHES).toLongVector();
    float[] idf = tensor(tensors, IDF).toFloatVector();
    int[] numbers = tensor(tensors, BLOCKS).toIntVector();
    double[] weights = tensor(tensors, WEIGHTS).toDoubleVector();
    double[] bias = tensor(tensors, BIAS).toDoubleVector();
    int columns = LogisticRegression.columns(labels);
    // files from before it counted have none
    float[] unknown =
        Optional.ofNullable(tensors.get(UNKNOWN)).map(INDArray::toFloatVector).orElse(new float[1]);
    boolean fits =
        idf.length == hashes.length
            && unknown.length == 1
            && numbers.length == hashes.length
            && weights.length == (long) columns * hashes.length
            && bias.length == columns
            && Arrays.stream(numbers).allMatch(b -> b >= 0 && b < Ngrams.BLOCKS);
    if (!fits) {
      throw new IllegalArgumentException("the tensors of the wide part do not fit one another");
    }
    byte[] blocks = new byte[numbers.length];
    for (int j = 0; j < blocks.length; j++) {
      blocks[j] = (byte) numbers[j];
    }
    return new WidePart(
        new NgramTable(hashes, idf, blocks, unknown[0]), new Linear(hashes.length, weights, bias));
  }

  private static INDArray tensor(Map<String, INDArray> tensors, String name) {
    INDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("expected a tensor " + name + ", got none");
    }
    return tensor;
  }

  private static float[] floats(double[] values) {
    float[] rounded = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      rounded[j] = (float) values[j];
    }
    return rounded;
  }

  /** This part as a file keeps it: weights in single precision. */
  WidePart rounded() {
    return of(tensors(), linear.labels());
  }
}
