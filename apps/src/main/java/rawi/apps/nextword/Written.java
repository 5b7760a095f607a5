package rawi.apps.nextword;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import rawi.tokenize.Vocabulary;

/** A text that a model writes, token by token. */
interface Written {
  /** Whether a token begins a word that is counted. */
  boolean beginsWord(int id);

  /** Adds a token. */
  void add(int id);

  /** Whether the line has a token. */
  boolean begun();

  /** The whole text. */
  String text();

  static boolean endsWithSpace(CharSequence text) {
    return text.length() > 0 && Character.isWhitespace(text.charAt(text.length() - 1));
  }

  /** Behind a text, word after word, with the spaces that belong between them. */
  static Written words(String prefix, String lastToken, Vocabulary vocabulary, WordCut cut) {
    return new Written() {
      private final StringBuilder text = new StringBuilder(prefix);
      private String left = lastToken;

      @Override
      public boolean beginsWord(int id) {
        return id >= Corpus.FIRST_WORD;
      }

      @Override
      public void add(int id) {
        String word = id == Corpus.END_ID ? "" : vocabulary.wordAt(id);
        text.append(!endsWithSpace(text) && cut.spaced(left, word) ? " " : "");
        text.append(id == Corpus.END_ID ? "\n" : word);
        left = word;
      }

      @Override
      public boolean begun() {
        return !left.isEmpty();
      }

      @Override
      public String text() {
        return text.toString();
      }
    };
  }

  /** Behind a text, piece after piece; the pieces have the spaces. */
  static Written pieces(String prefix, int lastToken, Pieces pieces) {
    return new Written() {
      private final ByteArrayOutputStream text = new ByteArrayOutputStream();
      private int left = lastToken;

      {
        text.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public boolean beginsWord(int id) {
        return id >= Corpus.FIRST_WORD && !pieces.goesOn(left, id);
      }

      @Override
      public void add(int id) {
        text.writeBytes(id == Corpus.END_ID ? new byte[] {'\n'} : pieces.bytes(id));
        left = id;
      }

      @Override
      public boolean begun() {
        return left >= Corpus.FIRST_WORD;
      }

      @Override
      public String text() {
        return text.toString(StandardCharsets.UTF_8);
      }
    };
  }
}
