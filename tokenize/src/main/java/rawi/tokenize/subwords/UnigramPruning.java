package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds out what each token of a unigram model is worth, and leaves out what is worth least. */
final class UnigramPruning {
  private final Unigram model;
  private final long[] counts; // of each token in the most probable cuts
  private final Scratch scratch = new Scratch();
  private final Ids ids = new Ids(64);

  UnigramPruning(Unigram model, PieceCounts pieces) {
    this.model = model;
    counts = new long[model.size()];
    byte[] bytes = new byte[0];
    for (int piece = 0; piece < pieces.size(); piece++) {
      int length = pieces.end(piece) - pieces.start(piece);
      if (bytes.length < length) {
        bytes = new byte[length * 2];
      }
      System.arraycopy(pieces.bytes(), pieces.start(piece), bytes, 0, length);
      ids.clear();
      model.segment(bytes, length, ids, scratch);
      for (int k = 0; k < ids.size(); k++) {
        counts[ids.get(k)] += pieces.count(piece);
      }
    }
  }

  /** The model of the bytes and the worthiest other tokens, {@code keep} in all. */
  Unigram keep(int keep) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    double[] losses = new double[counts.length];
    List<Integer> others = new ArrayList<>();
    for (int token = ByteAlphabet.SIZE; token < losses.length; token++) {
      losses[token] = counts[token] == 0 ? 0 : loss(token, total);
      others.add(token);
    }
    others.sort(Comparator.comparingDouble(token -> -losses[token])); // stable
    List<Integer> kept = new ArrayList<>(others.subList(0, keep - ByteAlphabet.SIZE));
    kept.sort(Comparator.naturalOrder());
    byte[][] tokens = new byte[keep][];
    double[] scores = new double[keep];
    for (int i = 0; i < keep; i++) {
      int token = i < ByteAlphabet.SIZE ? i : kept.get(i - ByteAlphabet.SIZE);
      tokens[i] = model.token(token);
      scores[i] = model.score(token);
    }
    return new Unigram(tokens, scores);
  }

  private double loss(int token, double total) {
    double uses = counts[token];
    ids.clear();
    model.segmentWithoutWhole(model.token(token), ids, scratch);
    double logTotal = StrictMath.log(total + uses * (ids.size() - 1));
    double instead = 0;
    for (int k = 0; k < ids.size(); k++) {
      instead += StrictMath.log(counts[ids.get(k)] + uses) - logTotal;
    }
    return uses * (StrictMath.log(uses) - StrictMath.log(total) - instead);
  }
}
