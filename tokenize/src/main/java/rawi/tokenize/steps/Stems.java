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
 * Lucene's light stemmer, which takes ال and its company and the common endings off. Where ال is no
 * article ({@code إلى}, {@code الله}, {@code المانيا}) it stays, and words of up to five letters
 * stay whole; a stem is never ال alone. Words of Arabizi stay.
 *
 * <p>Source: M. Porter and R. Boulton, French stemming algorithm; L. Larkey, L. Ballesteros and M.
 * Connell, Light stemming for Arabic information retrieval (2007), light10.
 */
final class Stems implements TokenStep {
  private static final int LONGEST_WHOLE = 5;

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
    String word = new String(letters, 0, length);
    String rest = behindClitic(CliticLetters.folded(word));
    if (!rest.isEmpty()) {
      String own = word.substring(word.length() - rest.length());
      return own.length() <= LONGEST_WHOLE ? own : suffixOff(own);
    }
    length = new ArabicStemmer().stem(letters, length);
    String stem = new String(letters, 0, length);
    return stem.isEmpty() ? form : stem.equals("ال") ? word : stem;
  }

  /** The word without the clitic that light10 would take off with ال, if ال is its own, or "". */
  private static String behindClitic(String folded) {
    if (CliticLetters.isWithoutArticle(folded)) {
      return folded;
    }
    boolean clitic = !folded.isEmpty() && "وبكف".indexOf(folded.charAt(0)) >= 0;
    return clitic && CliticLetters.isWithoutArticle(folded.substring(1)) ? folded.substring(1) : "";
  }

  private static String suffixOff(String word) {
    char[] letters = word.toCharArray();
    return new String(letters, 0, new ArabicStemmer().stemSuffix(letters, letters.length));
  }
}
