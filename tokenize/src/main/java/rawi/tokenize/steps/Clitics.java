package rawi.tokenize.steps;

import java.util.ArrayList;
import java.util.List;
import rawi.tokenize.Kind;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * Arabic words are cut behind what is written together with them in front: a conjunction (و ف), a
 * preposition (ب ك ل), the article (ال) and the future (س): {@code والكتاب} is {@code و} {@code ال}
 * {@code كتاب}, {@code للبيت} is {@code ل} {@code ل} with the form {@code ال} and {@code بيت}.
 * Where a noun begins with ل itself, spelling drops the article behind a preposition, and so there
 * is none to cut: {@code للجنة} is {@code ل} {@code لجنة}. Vowel signs, tatweel and letters
 * repeated for emphasis stay with the letter they belong to.
 *
 * <p>Without a dictionary this is a matter of likelihood ({@link CliticLetters} has the rules);
 * what is right how often is in docs/benchmarks.md.
 *
 * <p>Source: N. Habash, Introduction to Arabic Natural Language Processing (2010), section 4.3, on
 * the order of proclitics; the article after ل loses its alef.
 */
final class Clitics implements TokenStep {
  @Override
  public List<Token> apply(List<Token> tokens, SentenceLanguage language) {
    List<Token> out = new ArrayList<>(tokens.size() + 8);
    for (Token token : tokens) {
      if (token.kind() == Kind.WORD && token.script() == Script.ARABIC) {
        split(token, out);
      } else {
        out.add(token);
      }
    }
    return out;
  }

  private static void split(Token token, List<Token> out) {
    String text = token.text();
    String form = token.normalized();
    ShortenedLetters letters = ShortenedLetters.of(text);
    CliticLetters.Front front = CliticLetters.of(letters.letters());
    if (front.clitics().isEmpty()) {
      out.add(token);
      return;
    }
    int count = 0;
    int at = 0;
    for (CliticLetters.Clitic clitic : front.clitics()) {
      count += clitic.letters();
      int next = letters.behind(count);
      out.add(token.part(at, next, clitic.form()));
      at = next;
    }
    int formAt = ShortenedLetters.of(form).behind(count);
    String rest = formAt < form.length() ? form.substring(formAt) : text.substring(at);
    out.add(token.part(at, text.length(), front.lost() + rest));
  }
}
