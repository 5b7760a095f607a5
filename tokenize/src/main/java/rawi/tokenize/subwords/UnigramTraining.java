package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Learns a unigram model. From many more tokens than wanted, expectation maximization finds the
 * probabilities that make the pieces most probable, summed over all ways to cut them; then the
 * tokens whose loss would cost the pieces the least probability go; again and again, until as many
 * are left as wanted. The 256 bytes always stay, so no text is without a cut.
 *
 * <p>One round: two steps of p(x) = c(x) / sum of c, with c(x) the expected count of x; then, with
 * f(x) the count of x in the most probable cuts, F their sum and a1..ak the best cut of x without
 * itself, the loss of x is
 *
 * <pre>f(x) (log(f(x)/F) - sum over i of log((f(ai) + f(x)) / (F + f(x) (k - 1))))</pre>
 *
 * and four fifths of the tokens stay. Ids: special tokens, the 256 bytes, then tokens by falling
 * probability. Nothing is drawn at random: the same pieces give the same tokenizer.
 *
 * <p>Source: T. Kudo, Subword Regularization, 2018, section 3.2; the loss is that of his program,
 * SentencePiece.
 *
 * @param size ids of the vocabulary, special tokens and bytes included
 * @param seeds how many tokens to start from
 * @param specials tokens of the first ids
 */
public record UnigramTraining(int size, int seeds, List<String> specials) {
  private static final int SEEDS = 100_000;
  private static final int SEEDS_PER_TOKEN = 10;
  private static final int STEPS = 2;
  private static final double KEPT = 0.8;

  /** What a token counts at least, so that one never seen keeps a probability. */
  private static final double LEAST = 0.01;

  /** Scores are kept to six decimals: every reader of the file then has the same ones. */
  private static final double DECIMALS = 1e6;

  /**
   * @throws IllegalArgumentException if {@code size} has no room for bytes and specials, or {@code
   *     seeds} is less than it
   */
  public UnigramTraining {
    specials = List.copyOf(specials);
    Beginning.of(specials, size);
    if (seeds < size) {
      throw new IllegalArgumentException(
          "seeds: expected at least the size, " + size + ", got " + seeds);
    }
  }

  /** With {@code [pad]} as id 0, from ten times as many tokens, at least 100,000. */
  public static UnigramTraining ofSize(int size) {
    int seeds = (int) Math.min(Integer.MAX_VALUE, Math.max(SEEDS, (long) size * SEEDS_PER_TOKEN));
    return new UnigramTraining(size, seeds, BytePairTraining.SPECIALS);
  }

  /**
   * The tokenizer of these pieces.
   *
   * @throws IllegalArgumentException if there is no piece
   */
  public SubwordTokenizer train(PieceCounts pieces) {
    if (pieces.size() == 0) {
      throw new IllegalArgumentException("text: expected something to learn from, got none");
    }
    Beginning beginning = Beginning.of(specials, size);
    int wanted = size - specials.size();
    Unigram model = start(pieces, beginning);
    while (true) {
      for (int step = 0; step < STEPS; step++) {
        model = model.withScores(maximized(expected(model, pieces)));
      }
      if (model.size() <= wanted) {
        return finish(model, pieces.pretokenizer(), beginning);
      }
      int keep = Math.max(wanted, (int) (model.size() * KEPT));
      model = new UnigramPruning(model, pieces).keep(keep);
    }
  }

  /** The bytes, then the seeds, each as probable as it is weighty. */
  Unigram start(PieceCounts pieces, Beginning beginning) {
    long[] byteCounts = new long[ByteAlphabet.SIZE];
    for (int piece = 0; piece < pieces.size(); piece++) {
      for (int i = pieces.start(piece); i < pieces.end(piece); i++) {
        byteCounts[pieces.bytes()[i] & 0xFF] += pieces.count(piece);
      }
    }
    List<SeedTokens.Seed> tokens = new ArrayList<>();
    for (int b : ByteAlphabet.inOrder()) {
      tokens.add(new SeedTokens.Seed(new byte[] {(byte) b}, byteCounts[b]));
    }
    for (SeedTokens.Seed seed : SeedTokens.of(pieces, seeds)) {
      if (!beginning.isSpecial(ByteAlphabet.spell(seed.bytes()))) {
        tokens.add(seed);
      }
    }
    return new Unigram(
        tokens.stream().map(SeedTokens.Seed::bytes).toArray(byte[][]::new),
        maximized(tokens.stream().mapToDouble(SeedTokens.Seed::weight).toArray()));
  }

  private static double[] expected(Unigram model, PieceCounts pieces) {
    Lattice lattice = new Lattice(model);
    for (int piece = 0; piece < pieces.size(); piece++) {
      int start = pieces.start(piece);
      lattice.add(pieces.bytes(), start, pieces.end(piece) - start, pieces.count(piece));
    }
    return lattice.expected();
  }

  /** The log probabilities that make these counts most probable. */
  static double[] maximized(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += Math.max(count, LEAST);
    }
    double logTotal = StrictMath.log(total);
    return Arrays.stream(counts).map(c -> StrictMath.log(Math.max(c, LEAST)) - logTotal).toArray();
  }

  private static SubwordTokenizer finish(
      Unigram model, Pretokenizer pretokenizer, Beginning beginning) {
    List<Integer> order = new ArrayList<>();
    for (int token = ByteAlphabet.SIZE; token < model.size(); token++) {
      order.add(token);
    }
    order.sort(
        Comparator.comparingDouble((Integer token) -> -rounded(model.score(token)))
            .thenComparing(model::token, Arrays::compareUnsigned));
    int before = beginning.specials().size();
    List<String> forms = new ArrayList<>(beginning.forms());
    byte[][] tokens = new byte[before + model.size()][0];
    double[] scores = new double[tokens.length]; // 0 of the special tokens, which have no bytes
    for (int i = 0; i < model.size(); i++) {
      int token = i < ByteAlphabet.SIZE ? i : order.get(i - ByteAlphabet.SIZE);
      tokens[before + i] = model.token(token);
      scores[before + i] = rounded(model.score(token));
      if (i >= ByteAlphabet.SIZE) {
        forms.add(ByteAlphabet.spell(model.token(token)));
      }
    }
    return SubwordTokenizer.of(
        pretokenizer, false, new Unigram(tokens, scores), forms, beginning.specials());
  }

  private static double rounded(double score) {
    return Math.rint(score * DECIMALS) / DECIMALS;
  }
}
