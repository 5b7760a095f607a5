package rawi.apps.nextword;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import rawi.tokenize.Token;
import rawi.tokenize.Tokenizer;
import rawi.tokenize.Vocabulary;
import rawi.tokenize.WordCounts;

/**
 * A text as ids. Lines without tokens are left out; the end of each other line is a token too.
 *
 * @param lines how many lines have tokens
 * @param unknown how many tokens the vocabulary does not know
 * @param characters code points of these lines, their ends included
 * @param sha256 of the lines that were read
 */
record Corpus(TokenFile ids, long lines, long unknown, long characters, String sha256)
    implements AutoCloseable {
  /** The end of a line. */
  static final String END = "[eos]";

  /** Its id. */
  static final int END_ID = Vocabulary.UNKNOWN + 1;

  /** The first id of a word. */
  static final int FIRST_WORD = END_ID + 1;

  /** What a first reading of a text found. */
  record Counts(WordCounts words, long lines) {}

  static Counts count(Text text, LineShare share, WordCut cut) {
    WordCounts words = new WordCounts();
    long[] lines = {0};
    each(
        text,
        share,
        cut,
        (line, tokens) -> {
          words.add(tokens);
          lines[0]++;
        });
    return new Counts(words, lines[0]);
  }

  /** The words of the options, or all pieces, with the end of a line among the special ones. */
  static Vocabulary vocabulary(WordCounts counts, NextWordOptions options) {
    return options.cut().kind() == WordCut.Kind.PIECES
        ? vocabulary(counts, 1, Integer.MAX_VALUE - FIRST_WORD)
        : vocabulary(counts, options.minCount(), options.maxWords());
  }

  /** The words that are seen most, so many at most. */
  static Vocabulary vocabulary(WordCounts counts, int minCount, int maxWords) {
    return Vocabulary.of(counts, minCount, Math.addExact(maxWords, FIRST_WORD), List.of(END));
  }

  static Corpus encode(Text text, LineShare share, WordCut cut, Vocabulary vocabulary) {
    long[] sums = new long[3]; // lines, unknown, characters
    MessageDigest digest = digest();
    try (TokenFile.Writer out = new TokenFile.Writer()) {
      each(
          text,
          share,
          cut,
          (line, tokens) -> {
            for (int id : vocabulary.encode(tokens)) {
              out.add(id);
              sums[1] += id == Vocabulary.UNKNOWN ? 1 : 0;
            }
            out.add(END_ID);
            sums[0]++;
            sums[2] += line.codePointCount(0, line.length()) + 1;
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
          });
      String hash = hex(digest.digest());
      return new Corpus(out.finish(), sums[0], sums[1], sums[2], hash);
    }
  }

  private static void each(
      Text text, LineShare share, WordCut cut, BiConsumer<String, List<Token>> action) {
    Tokenizer tokenizer = cut.tokenizer();
    long[] number = {0};
    text.forEach(
        line -> {
          List<Token> tokens = tokenizer.tokenize(line);
          if (!tokens.isEmpty() && share.has(++number[0])) {
            action.accept(line, tokens);
          }
        });
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /** How many tokens there are, ends of lines included. */
  long tokens() {
    return ids.length();
  }

  @Override
  public void close() {
    ids.close();
  }
}
