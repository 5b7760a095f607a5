package rawi.tokenize.subwords;

/**
 * A token that is found in the text as it stands, before the text is cut into pieces.
 *
 * @param content at least one character, no surrogate without its partner
 * @param special it marks a place (padding, the start of a text) and is no text itself
 */
public record AddedToken(int id, String content, boolean special) {

  /**
   * @throws IllegalArgumentException if the id is negative, or the content empty or no Unicode text
   */
  public AddedToken {
    if (id < 0) {
      throw new IllegalArgumentException(
          "added token '" + content + "': expected an id of 0 or more, got " + id);
    }
    if (content.isEmpty()) {
      throw new IllegalArgumentException("added token " + id + ": expected a content, got none");
    }
    if (content.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new IllegalArgumentException(
          "added token " + id + ": its content holds a surrogate without its partner");
    }
  }
}
