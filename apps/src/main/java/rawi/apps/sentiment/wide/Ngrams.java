package rawi.apps.sentiment.wide;

import java.util.List;
import rawi.tokenize.Token;

/**
 * The n-grams of a text, in four blocks: one and two words; two to five characters; and the same of
 * {@link Skeleton skeletons}, there two to four characters. Characters are those of tokens that
 * touch in the source, put between blanks, so that {@code film!} has an n-gram {@code m!} and ends
 * differ from middles. An n-gram is known by a hash of 64 bits with its block in it; it belongs to
 * the tokens that it reaches over.
 */
final class Ngrams {
  /** How many blocks there are, from 0. */
  static final int BLOCKS = 4;

  private static final int WORDS = 0;
  private static final int CHARACTERS = 1;
  private static final int SKELETON_WORDS = 2;
  private static final int SKELETON_CHARACTERS = 3;

  private static final int LEAST = 2;
  private static final int MOST = 5;
  private static final int MOST_OF_SKELETON = 4;

  private static final long OFFSET = 0xCBF29CE484222325L; // of FNV-1a
  private static final long PRIME = 0x100000001B3L;

  private Ngrams() {}

  /** Who is told of each n-gram, as often as it stands there. */
  interface Sink {
    /**
     * An n-gram.
     *
     * @param first index of the token it begins in
     * @param last index of the token it ends in
     */
    void found(int block, long hash, int first, int last);
  }

  /** Finds all n-grams of a text, given as its tokens. */
  static void of(List<Token> tokens, Sink sink) {
    String[] words = tokens.stream().map(Token::normalized).toArray(String[]::new);
    String[] skeletons =
        tokens.stream().map(t -> Skeleton.of(t.normalized())).toArray(String[]::new);
    words(WORDS, words, sink);
    words(SKELETON_WORDS, skeletons, sink);
    for (int from = 0; from < words.length; ) {
      int to = from + 1;
      while (to < words.length && tokens.get(to).start() == tokens.get(to - 1).end()) {
        to++;
      }
      characters(CHARACTERS, MOST, words, from, to, sink);
      characters(SKELETON_CHARACTERS, MOST_OF_SKELETON, skeletons, from, to, sink);
      from = to;
    }
  }

  private static void words(int block, String[] words, Sink sink) {
    for (int i = 0; i < words.length; i++) {
      long one = hash(start(block), words[i]);
      sink.found(block, mixed(one), i, i);
      if (i + 1 < words.length) {
        sink.found(block, mixed(hash(next(one, ' '), words[i + 1])), i, i + 1);
      }
    }
  }

  /** Of the tokens from .. to - 1 as one piece between blanks. */
  private static void characters(int block, int most, String[] words, int from, int to, Sink sink) {
    StringBuilder piece = new StringBuilder(" ");
    for (int i = from; i < to; i++) {
      piece.append(words[i]);
    }
    piece.append(' ');
    int[] owner = owners(words, from, to, piece.length());
    for (int start = 0; start < piece.length(); start++) {
      long hash = start(block);
      for (int end = start; end < piece.length() && end < start + most; end++) {
        hash = next(hash, piece.charAt(end));
        if (end - start + 1 >= LEAST) {
          sink.found(block, mixed(hash), owner[start], owner[end]);
        }
      }
    }
  }

  /** Which token each character of a piece belongs to; the blanks to the first and the last. */
  private static int[] owners(String[] words, int from, int to, int length) {
    int[] owner = new int[length];
    int at = 0;
    owner[at++] = from;
    for (int i = from; i < to; i++) {
      for (int c = 0; c < words[i].length(); c++) {
        owner[at++] = i;
      }
    }
    owner[at] = to - 1;
    return owner;
  }

  private static long start(int block) {
    return next(OFFSET, (char) block);
  }

  private static long hash(long hash, String text) {
    long more = hash;
    for (int i = 0; i < text.length(); i++) {
      more = next(more, text.charAt(i));
    }
    return more;
  }

  private static long next(long hash, char c) {
    return (hash ^ c) * PRIME;
  }

  /** All bits of the result depend on all bits of the hash (finalizer of SplitMix64). */
  private static long mixed(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
