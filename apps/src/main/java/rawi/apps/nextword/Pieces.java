package rawi.apps.nextword;

import java.nio.charset.StandardCharsets;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.subwords.SubwordTokenizer;

/**
 * The pieces of words that a vocabulary is made of: their bytes, and where among them words begin.
 * A word is what the sub-words' tokenizer cuts for itself, the space before it included: letters
 * with their marks and an apostrophe behind them, digits, or signs.
 */
final class Pieces {
  /** What a piece begins or ends with. */
  private enum Edge {
    LETTER,
    NUMBER,
    SPACE,
    APOSTROPHE,
    SIGN,
    /** The first bytes of a character, not all. */
    OPENED,
    /** The other bytes of a character that an earlier piece opened. */
    CLOSING
  }

  private static final int CONTINUES = 0b10 << 6; // the high bits of a byte within a character
  private static final int HIGH = 0b11 << 6;

  private final byte[][] bytes;
  private final Edge[] first;
  private final Edge[] last;

  Pieces(Vocabulary vocabulary, SubwordTokenizer tokenizer) {
    int size = vocabulary.size();
    this.bytes = new byte[size][];
    this.first = new Edge[size];
    this.last = new Edge[size];
    for (int id = 0; id < size; id++) {
      bytes[id] = id < Corpus.FIRST_WORD ? new byte[0] : bytes(vocabulary.wordAt(id), tokenizer);
      first[id] = first(bytes[id]);
      last[id] = last(bytes[id]);
    }
  }

  private static byte[] bytes(String form, SubwordTokenizer tokenizer) {
    return tokenizer.decodeBytes(
        tokenizer
            .idOf(form)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "subwords: the tokenizer has no token '%s' of the vocabulary"
                            .formatted(form))));
  }

  private static Edge first(byte... piece) {
    if (piece.length == 0) {
      return Edge.SIGN;
    }
    return continues(piece[0]) ? Edge.CLOSING : edge(piece, 0);
  }

  private static Edge last(byte... piece) {
    int at = piece.length - 1;
    while (at > 0 && continues(piece[at])) {
      at--;
    }
    if (at < 0) {
      return Edge.SIGN;
    }
    return continues(piece[at]) ? Edge.LETTER : edge(piece, at); // only letters end so, with signs
  }

  private static boolean continues(byte b) {
    return (b & HIGH) == CONTINUES;
  }

  /** The character that begins here. */
  private static Edge edge(byte[] piece, int at) {
    int length = piece[at] >= 0 ? 1 : Integer.numberOfLeadingZeros(~(piece[at] << 24));
    return at + length > piece.length
        ? Edge.OPENED
        : edge(new String(piece, at, length, StandardCharsets.UTF_8).codePointAt(0));
  }

  private static Edge edge(int codePoint) {
    int type = Character.getType(codePoint);
    if (Character.isLetter(codePoint)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK) {
      return Edge.LETTER;
    }
    if (codePoint == '\'' || codePoint == '\u2019') {
      return Edge.APOSTROPHE;
    }
    if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
      return Edge.SPACE;
    }
    return Character.isDigit(codePoint) ? Edge.NUMBER : Edge.SIGN;
  }

  byte[] bytes(int id) {
    return bytes[id];
  }

  /** Whether a piece goes on with the word that another ends with. */
  boolean goesOn(int before, int id) {
    Edge left = last[before];
    Edge right = first[id];
    if (before < Corpus.FIRST_WORD || id < Corpus.FIRST_WORD) {
      return false;
    }
    if (left == Edge.OPENED || right == Edge.CLOSING) {
      return left == Edge.OPENED && right == Edge.CLOSING;
    }
    return switch (left) {
      case SPACE -> right != Edge.SPACE;
      case LETTER -> right == Edge.LETTER || right == Edge.APOSTROPHE || right == Edge.OPENED;
      case NUMBER, SIGN -> left == right;
      default -> false;
    };
  }
}
