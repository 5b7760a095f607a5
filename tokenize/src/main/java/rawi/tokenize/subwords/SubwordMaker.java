package rawi.tokenize.subwords;

import java.lang.Character.UnicodeScript;
import java.util.function.Consumer;
import rawi.tokenize.Kind;
import rawi.tokenize.Script;
import rawi.tokenize.Token;

/**
 * Makes tokens of the places of sub-words, which follow one another without gaps. What a sub-word
 * is, its first character says that is no space.
 */
final class SubwordMaker implements SubwordSink {
  private final String text;
  private final Inventory inventory;
  private final Consumer<? super Token> action;
  private int codePoints;

  SubwordMaker(String text, Inventory inventory, Consumer<? super Token> action) {
    this.text = text;
    this.inventory = inventory;
    this.action = action;
  }

  @Override
  public void token(int id, int start, int end) {
    String piece = text.substring(start, end);
    int last = codePoints + piece.codePointCount(0, piece.length());
    int first =
        piece
            .codePoints()
            .filter(c -> Categories.of(c) != Categories.SPACE)
            .findFirst()
            .orElse(' ');
    action.accept(
        new Token(
            piece, inventory.form(id), start, end, codePoints, last, kind(first), script(first)));
    codePoints = last;
  }

  private static Kind kind(int code) {
    return switch (Categories.of(code)) {
      case Categories.LETTER, Categories.MARK -> Kind.WORD;
      case Categories.NUMBER -> Kind.NUMBER;
      default -> isPunctuation(code) ? Kind.PUNCTUATION : Kind.OTHER;
    };
  }

  private static boolean isPunctuation(int code) {
    return switch (Character.getType(code)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static Script script(int code) {
    if (Categories.of(code) != Categories.LETTER) {
      return Script.NONE;
    }
    UnicodeScript script = UnicodeScript.of(code);
    if (script == UnicodeScript.LATIN) {
      return Script.LATIN;
    }
    return script == UnicodeScript.ARABIC ? Script.ARABIC : Script.OTHER;
  }
}
