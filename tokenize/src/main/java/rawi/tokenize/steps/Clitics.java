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
 * Vowel signs and tatweel stay with the letter they stand on.
 *
 * <p>Without a dictionary this is a matter of likelihood ({@link CliticLetters} has the rules);
 * what is right how often is in docs/benchmarks.md.
 *
 * <p>Source: N. Habash, Introduction to Arabic Natural Language Processing (2010), section 4.3, on
 * the order of proclitics; the article after ل loses its alef.
 */
final class Clitics implements TokenStep {
  private static final char TATWEEL = '\u0640';

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
    int at = 0;
    int formAt = 0;
    for (CliticLetters.Clitic clitic : CliticLetters.of(bare(text))) {
      int next = behind(text, at, clitic.letters());
      formAt = behind(form, formAt, clitic.letters());
      out.add(token.part(at, next, clitic.form()));
      at = next;
    }
    if (at == 0) {
      out.add(token);
    } else {
      String rest = formAt < form.length() ? form.substring(formAt) : text.substring(at);
      out.add(token.part(at, text.length(), rest));
    }
  }

  /** Letters alone. */
  private static String bare(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (isLetter(text.charAt(i))) {
        letters.append(text.charAt(i));
      }
    }
    return letters.toString();
  }

  /** Index behind {@code letters} more letters and the marks on the last of them. */
  private static int behind(String text, int from, int letters) {
    int i = from;
    int seen = 0;
    while (i < text.length() && (seen < letters || !isLetter(text.charAt(i)))) {
      seen += isLetter(text.charAt(i)) ? 1 : 0;
      i++;
    }
    return i;
  }

  private static boolean isLetter(char c) {
    return c != TATWEEL && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
  }
}
