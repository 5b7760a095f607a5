package rawi.tokenize.steps;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.ar.ArabicNormalizer;
import org.apache.lucene.analysis.ar.ArabicStemmer;
import rawi.tokenize.Kind;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * Words get their stem as form: French words that of {@link FrenchStemmer}, Arabic words that of
 * Lucene's light stemmer, which takes ال and its company and the common endings off. Words of
 * Arabizi stay.
 *
 * <p>Source: M. Porter and R. Boulton, French stemming algorithm; L. Larkey, L. Ballesteros and M.
 * Connell, Light stemming for Arabic information retrieval (2007), light10.
 */
final class Stems implements TokenStep {
  @Override
  public List<Token> apply(List<Token> tokens, SentenceLanguage language) {
    return tokens.stream().map(token -> stemmed(token, language)).toList();
  }

  private static Token stemmed(Token token, SentenceLanguage language) {
    if (token.kind() != Kind.WORD) {
      return token;
    }
    String form = token.normalized();
    if (token.script() == Script.ARABIC) {
      return token.withNormalized(arabic(form));
    }
    boolean french =
        token.script() == Script.LATIN
            && language.hasFrench()
            && form.chars().noneMatch(Character::isDigit);
    return french ? token.withNormalized(french(form)) : token;
  }

  private static String french(String form) {
    String stem = FrenchStemmer.stem(form.toLowerCase(Locale.ROOT));
    return stem.isEmpty() ? form : stem;
  }

  /** As Lucene's analyzer does it: its own normalization, then the stem. */
  private static String arabic(String form) {
    char[] letters = form.toCharArray();
    int length = new ArabicNormalizer().normalize(letters, letters.length);
    length = new ArabicStemmer().stem(letters, length);
    return length == 0 ? form : new String(letters, 0, length);
  }
}
