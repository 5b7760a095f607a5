package rawi.tokenize.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rawi.tokenize.Kind;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * French prepositions grown together with an article are two tokens: {@code du} is {@code d} with
 * the form {@code de} and {@code u} with the form {@code le}, so that both still have a place of
 * their own in the source. Words alone cannot tell whether {@code des} and {@code du} are the
 * article that stands for some ({@code des amis}); they are expanded all the same.
 *
 * <p>Source: M. Grevisse and A. Goosse, Le bon usage, on the contracted article; Universal
 * Dependencies for French, multiword tokens.
 */
final class Contractions implements TokenStep {
  /** How much of the word is the preposition, and the two forms. */
  private record Parts(int first, String preposition, String article) {}

  private static final Map<String, Parts> PARTS =
      Map.of(
          "au", new Parts(1, "à", "le"),
          "aux", new Parts(1, "à", "les"),
          "du", new Parts(1, "de", "le"),
          "des", new Parts(2, "de", "les"),
          "auquel", new Parts(1, "à", "lequel"),
          "auxquels", new Parts(1, "à", "lesquels"),
          "auxquelles", new Parts(1, "à", "lesquelles"),
          "duquel", new Parts(1, "de", "lequel"),
          "desquels", new Parts(2, "de", "lesquels"),
          "desquelles", new Parts(2, "de", "lesquelles"));

  @Override
  public List<Token> apply(List<Token> tokens, SentenceLanguage language) {
    if (!language.hasFrench()) {
      return tokens;
    }
    List<Token> out = new ArrayList<>(tokens.size() + 8);
    for (Token token : tokens) {
      Optional<Parts> parts = parts(token);
      if (parts.isPresent()) {
        int first = parts.get().first();
        out.add(token.part(0, first, parts.get().preposition()));
        out.add(token.part(first, token.text().length(), parts.get().article()));
      } else {
        out.add(token);
      }
    }
    return out;
  }

  private static Optional<Parts> parts(Token token) {
    return token.kind() == Kind.WORD && token.script() == Script.LATIN
        ? Optional.ofNullable(PARTS.get(token.text().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }
}
