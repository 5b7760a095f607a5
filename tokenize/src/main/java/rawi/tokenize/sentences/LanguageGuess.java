package rawi.tokenize.sentences;

import java.util.List;
import rawi.tokenize.Kind;
import rawi.tokenize.Normalization;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/**
 * Guesses what a sentence is written in. Words of Arabic script against words of Latin letters tell
 * the script; among Latin words, signs of French (function words, accents, endings, elision) are
 * weighed against signs of Arabizi (digits for sounds, frequent words, clusters of consonants). A
 * sentence is mixed when the smaller part is more than a tenth of the words by script, or more than
 * a quarter of the words that show a sign.
 *
 * <p>Source: the signs are those of K. Darwish, Arabizi detection and conversion to Arabic (2014),
 * as rules; the lists of words are Rawi's own.
 */
public final class LanguageGuess {
  private static final double OTHER_SCRIPT = 0.1;
  private static final double OTHER_LANGUAGE = 0.25;

  private static final WordTokenizer TOKENIZER = WordTokenizer.of(Normalization.none());

  private int arabic;
  private int latin;
  private int other;
  private int french;
  private int arabizi;

  private LanguageGuess() {}

  /** The guess for a sentence. */
  public static SentenceLanguage of(String sentence) {
    LanguageGuess guess = new LanguageGuess();
    TOKENIZER.forEach(sentence, guess::count);
    return guess.result();
  }

  /** The guess for a sentence of which the tokens are known. */
  public static SentenceLanguage of(List<Token> tokens) {
    LanguageGuess guess = new LanguageGuess();
    tokens.forEach(guess::count);
    return guess.result();
  }

  private void count(Token token) {
    if (token.kind() != Kind.WORD && token.kind() != Kind.HASHTAG) {
      return;
    }
    switch (token.script()) {
      case ARABIC -> arabic++;
      case LATIN -> {
        latin++;
        int sign = LatinWords.sign(token.text());
        french += sign > 0 ? 1 : 0;
        arabizi += sign < 0 ? 1 : 0;
      }
      default -> other++;
    }
  }

  private SentenceLanguage result() {
    int both = arabic + latin;
    if (both == 0 || other > both) {
      return SentenceLanguage.OTHER;
    }
    if (Math.min(arabic, latin) > OTHER_SCRIPT * both) {
      return SentenceLanguage.MIXED;
    }
    return arabic > latin ? SentenceLanguage.AR : latin(french, arabizi);
  }

  private static SentenceLanguage latin(int french, int arabizi) {
    int signs = french + arabizi;
    if (arabizi <= OTHER_LANGUAGE * signs) {
      return SentenceLanguage.FR;
    }
    return french <= OTHER_LANGUAGE * signs ? SentenceLanguage.ARABIZI : SentenceLanguage.MIXED;
  }
}
