package rawi.tokenize;

import java.text.Normalizer.Form;

/**
 * A {@link Normalization} made ready to run. A table says for each UTF-16 unit what becomes of it,
 * so that a token that needs nothing costs one look-up a character and is returned as the same
 * string.
 */
public final class Normalizer {
  /**
   * Marks of the table: the unit goes, becomes several, or may change under canonical composition.
   */
  private static final char GONE = 0;

  private static final char SPECIAL = '\uFFFF';

  private final Normalization steps;
  private final char[] table;

  private Normalizer(Normalization steps) {
    this.steps = steps;
    this.table = LetterTable.of(steps, GONE, SPECIAL);
  }

  public static Normalizer of(Normalization steps) {
    return new Normalizer(steps);
  }

  /**
   * The normalized form of a whole token; {@code token} itself when no step changes it, and never
   * empty for one that is not.
   */
  public String apply(String token, Kind kind) {
    return apply(token.toCharArray(), 0, token.length(), token, kind);
  }

  String apply(char[] s, int start, int end, String token, Kind kind) {
    if (kind == Kind.URL || kind == Kind.EMAIL || isPlain(s, start, end)) {
      return token;
    }
    String form = change(token);
    if (steps.digits() && kind == Kind.NUMBER) {
      form = withoutGroupSpaces(form);
    }
    if (steps.lengthening() && !isRoman(s, start, end)) {
      form = Lengthening.shorten(form);
    }
    return form.isEmpty() || form.equals(token) ? token : form;
  }

  private boolean isPlain(char[] s, int start, int end) {
    char last = 0;
    char before = 0;
    for (int i = start; i < end; i++) {
      char c = s[i];
      if (table[c] != c || (c == last && c == before && steps.lengthening())) {
        return false;
      }
      before = last;
      last = c;
    }
    return true;
  }

  private String change(String token) {
    String source = token;
    if (steps.nfc() && mayCompose(token)) {
      source = java.text.Normalizer.normalize(token, Form.NFC);
    }
    StringBuilder out = new StringBuilder(source.length() + 4);
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      char mapped = table[c];
      if (mapped == SPECIAL) {
        int code = source.codePointAt(i);
        LetterTable.expand(code, steps, table, GONE, SPECIAL, out);
        i += Character.charCount(code);
      } else {
        if (mapped != GONE || c == GONE) {
          out.append(mapped);
        }
        i++;
      }
    }
    String form = out.toString();
    return steps.nfc() && mayCompose(form) ? java.text.Normalizer.normalize(form, Form.NFC) : form;
  }

  private static boolean mayCompose(String s) {
    return !java.text.Normalizer.isNormalized(s, Form.NFC);
  }

  private static String withoutGroupSpaces(String form) {
    StringBuilder out = new StringBuilder(form.length());
    for (int i = 0; i < form.length(); i++) {
      if (!Chars.isGroupSpace(form.charAt(i))) {
        out.append(form.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean isRoman(char[] s, int start, int end) {
    for (int i = start; i < end; i++) {
      if ("IVXLCDM".indexOf(s[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
