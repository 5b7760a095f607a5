package rawi.tokenize.steps;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import rawi.tokenize.Kind;
import rawi.tokenize.Language;
import rawi.tokenize.Normalization;
import rawi.tokenize.Normalizer;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * Words that say little are left out: those of Lucene's French and Arabic lists, compared in
 * normalized form, French elisions ({@code l'}) and pronouns behind their verb ({@code -t-il})
 * among them. Punctuation stays.
 *
 * <p>Source: Lucene's lists, which are the Snowball project's French one and J. Savoy's Arabic one.
 */
final class StopWords implements TokenStep {
  private final Set<String> french = new HashSet<>();
  private final Set<String> arabic = new HashSet<>();

  StopWords() {
    add(FrenchAnalyzer.getDefaultStopSet(), french, Normalization.of(Language.FR));
    add(FrenchAnalyzer.DEFAULT_ARTICLES, french, Normalization.of(Language.FR));
    add(ArabicAnalyzer.getDefaultStopSet(), arabic, Normalization.of(Language.AR));
  }

  private static void add(CharArraySet list, Set<String> words, Normalization normalization) {
    Normalizer normalizer = Normalizer.of(normalization);
    for (Object word : list) {
      String written = new String((char[]) word);
      words.add(written);
      words.add(normalizer.apply(written, Kind.WORD));
    }
  }

  @Override
  public List<Token> apply(List<Token> tokens, SentenceLanguage language) {
    return tokens.stream().filter(token -> !isStopWord(token, language)).toList();
  }

  private boolean isStopWord(Token token, SentenceLanguage language) {
    if (token.kind() != Kind.WORD) {
      return false;
    }
    if (token.script() == Script.ARABIC) {
      return arabic.contains(token.normalized());
    }
    return token.script() == Script.LATIN
        && language.hasFrench()
        && french.contains(bare(token.normalized()));
  }

  /** Without the hyphen and the linking t in front and the apostrophe behind. */
  private static String bare(String form) {
    String word = form.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    int start = word.startsWith("-t-") ? 3 : word.startsWith("-") ? 1 : 0;
    int end = word.length() > start + 1 && word.endsWith("'") ? word.length() - 1 : word.length();
    return word.substring(start, end);
  }
}
