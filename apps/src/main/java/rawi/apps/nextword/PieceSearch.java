package rawi.apps.nextword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import rawi.tokenize.Vocabulary;

/**
 * The most probable words that pieces make, by a beam search: from a place in a text on, the most
 * probable beginnings are lengthened by a piece at a time. A word's probability is that of its
 * pieces, times that of no piece going on with it:
 *
 * <pre>
 * p(word) = prod_k p(piece_k | ..) * (1 - sum of p(piece | .. word) over the pieces that go on)
 * </pre>
 *
 * <p>Only {@value #BEAM} beginnings are kept at a time, and words have at most {@value #LONGEST}
 * pieces: what is found is at least as probable as stated, and a rare word may be missed.
 */
final class PieceSearch {
  private static final int BEAM = 8;
  private static final int LONGEST = 10;

  private final NextWordModel model;
  private final Pieces pieces;
  private final byte[] begun;
  private final int before;
  private final List<Word> found = new ArrayList<>();
  private double reached; // the probability of all ways to write the letters that are given

  /** A word's bytes, the space before it included, and the probability that it is the next. */
  record Word(byte[] bytes, double p) {}

  /** Pieces that may become a word. */
  private record Start(byte[] bytes, int last, Moment moment, double log) {}

  /** A start with a piece more. */
  private record Longer(Start start, int id, double log) {}

  /**
   * A search.
   *
   * @param begun bytes that the word begins with; empty: any word
   * @param before the piece that the text ends with, which the word does not go on with; {@link
   *     Vocabulary#PAD} if that does not matter
   */
  PieceSearch(NextWordModel model, Pieces pieces, byte[] begun, int before) {
    this.model = model;
    this.pieces = pieces;
    this.begun = begun.clone();
    this.before = before;
  }

  /**
   * The most probable words from a moment on, best first.
   *
   * @param logs the log-probabilities of the pieces there
   */
  List<Word> words(Moment from, float[] logs, int most) {
    List<Start> beam = List.of(new Start(new byte[0], before, from, 0));
    for (int length = 0; length <= LONGEST && !beam.isEmpty(); length++) {
      List<Longer> longer = new ArrayList<>();
      for (Start start : beam) {
        lengthen(start, length == 0 ? logs : model.next(start.moment()), longer);
      }
      double least =
          found.size() < most ? Double.NEGATIVE_INFINITY : Math.log(best(most).get(most - 1).p());
      beam =
          longer.stream()
              .filter(each -> each.log() > least)
              .sorted(Comparator.comparingDouble(Longer::log).reversed())
              .limit(BEAM)
              .map(this::start)
              .toList();
    }
    return best(most);
  }

  /** The probability that the text goes on with the letters that are given. */
  double reached() {
    return begun.length == 0 ? 1 : reached;
  }

  private List<Word> best(int most) {
    return found.stream()
        .sorted(Comparator.comparingDouble(Word::p).reversed())
        .limit(most)
        .toList();
  }

  private void lengthen(Start start, float[] logs, List<Longer> longer) {
    boolean open = start.bytes().length < begun.length || start.bytes().length == 0;
    double going = 0;
    for (int id = Corpus.FIRST_WORD; id < logs.length; id++) {
      if (open ? fits(start, id) : pieces.goesOn(start.last(), id)) {
        longer.add(new Longer(start, id, start.log() + logs[id]));
        going += Math.exp(logs[id]);
        if (open && start.bytes().length + pieces.bytes(id).length >= begun.length) {
          reached += Math.exp(start.log() + logs[id]);
        }
      }
    }
    if (!open) {
      found.add(new Word(start.bytes(), Math.exp(start.log()) * Math.max(0, 1 - going)));
    }
  }

  /** Whether a piece may stand where the given letters are not all there yet. */
  private boolean fits(Start start, int id) {
    byte[] more = pieces.bytes(id);
    int at = start.bytes().length;
    if (begun.length == 0) {
      return !pieces.goesOn(before, id);
    }
    int shared = Math.min(more.length, begun.length - at);
    boolean same = Arrays.equals(more, 0, shared, begun, at, at + shared);
    return same && (at == 0 || pieces.goesOn(start.last(), id));
  }

  private Start start(Longer longer) {
    Start from = longer.start();
    byte[] more = pieces.bytes(longer.id());
    byte[] all = Arrays.copyOf(from.bytes(), from.bytes().length + more.length);
    System.arraycopy(more, 0, all, from.bytes().length, more.length);
    return new Start(all, longer.id(), model.after(from.moment(), longer.id()), longer.log());
  }
}
