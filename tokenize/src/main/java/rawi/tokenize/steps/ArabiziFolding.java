package rawi.tokenize.steps;

import java.util.List;
import rawi.tokenize.Kind;
import rawi.tokenize.Script;
import rawi.tokenize.Token;
import rawi.tokenize.sentences.SentenceLanguage;

/**
 * The digits of Arabizi become the letters that others write for the same sound, so that {@code
 * 7bibi} meets {@code hbibi} and {@code 5ater} meets {@code khater}: 7 h, 5 and 7' kh, 8 and 3' gh,
 * 9 q, 6 t. The ayn (3) and the hamza (2), for which Latin letters have nothing, go where a vowel
 * stands beside them ({@code ma3ak} is {@code maak}, {@code so2al} is {@code soal}) and are an a
 * elsewhere. Only words whose digits are all of these are folded: {@code covid19} stays.
 *
 * <p>Source: K. Darwish, Arabizi detection and conversion to Arabic (2014); C. Fourati, A.
 * Messaoudi and H. Haddad, TUNIZI (2020), table of digits.
 */
final class ArabiziFolding implements TokenStep {
  private static final String DIGITS = "2356789";

  @Override
  public List<Token> apply(List<Token> tokens, SentenceLanguage language) {
    if (!language.hasArabizi()) {
      return tokens;
    }
    return tokens.stream().map(ArabiziFolding::folded).toList();
  }

  private static Token folded(Token token) {
    return token.kind() == Kind.WORD
            && token.script() == Script.LATIN
            && isArabizi(token.normalized())
        ? token.withNormalized(fold(token.normalized()))
        : token;
  }

  private static boolean isArabizi(String word) {
    boolean found = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9') {
        boolean run = i > 0 && Character.isDigit(word.charAt(i - 1)) && word.charAt(i - 1) != c;
        if (DIGITS.indexOf(c) < 0 || run) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  static String fold(String word) {
    StringBuilder out = new StringBuilder(word.length() + 4);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean marked = i + 1 < word.length() && isApostrophe(word.charAt(i + 1));
      switch (c) {
        case '3', '2' -> {
          if (c == '3' && marked) {
            out.append("gh");
          } else if (!isVowel(word, i - 1) && !isVowel(word, i + 1)) {
            out.append('a');
          }
        }
        case '5' -> out.append("kh");
        case '6' -> out.append('t');
        case '7' -> out.append(marked ? "kh" : "h");
        case '8' -> out.append("gh");
        case '9' -> out.append('q');
        default -> out.append(c);
      }
      if (DIGITS.indexOf(c) >= 0 && marked) {
        i++;
      }
    }
    return out.isEmpty() ? word : out.toString();
  }

  private static boolean isVowel(String word, int i) {
    return i >= 0 && i < word.length() && "aeiouyéèêâîôû".indexOf(word.charAt(i)) >= 0;
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }
}
