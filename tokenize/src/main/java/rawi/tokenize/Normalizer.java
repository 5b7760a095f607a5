package rawi.tokenize;

import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.Set;

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

  /** What a token needs: nothing, one unit for another, or all that {@link #change} can do. */
  private static final int NOTHING = 0;

  private static final int UNITS = 1;
  private static final int ANY = 2;

  private final Set<NormalizationStep> steps = EnumSet.noneOf(NormalizationStep.class);
  private final boolean digits;
  private final boolean lengthening;
  private final boolean composes;
  private final Form composition;
  private final char[] table;

  private Normalizer(Normalization normalization) {
    steps.addAll(normalization.steps());
    this.digits = steps.contains(NormalizationStep.DIGITS);
    this.lengthening = steps.contains(NormalizationStep.LENGTHENING);
    this.composition = steps.contains(NormalizationStep.NFKC) ? Form.NFKC : Form.NFC;
    this.composes = steps.contains(NormalizationStep.NFC) || composition == Form.NFKC;
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
    if (kind == Kind.URL || kind == Kind.EMAIL) {
      return token;
    }
    int work = work(s, start, end);
    if (work == NOTHING) {
      return token;
    }
    if (work == UNITS) {
      return replaceUnits(s, start, end, token);
    }
    String form = change(token);
    if (digits && kind == Kind.NUMBER) {
      form = withoutGroupSigns(form);
    }
    if (lengthening && !RomanNumeral.is(s, start, end)) {
      form = Lengthening.shorten(form);
    }
    return kept(form, token);
  }

  private String kept(String form, String token) {
    return form.equals(token) || isLost(form, token) ? token : form;
  }

  /** Whether nothing is left to see of what was to be seen. */
  private boolean isLost(String form, String token) {
    return form.isEmpty() || (form.isBlank() && !composed(token).isBlank());
  }

  private int work(char[] s, int start, int end) {
    char last = 0;
    char before = 0;
    int work = NOTHING;
    for (int i = start; i < end; i++) {
      char c = s[i];
      char mapped = table[c];
      if (mapped != c) {
        if (mapped == SPECIAL || isComposingHamza(c)) {
          return ANY;
        }
        work = UNITS;
      } else if (c == last && c == before && lengthening) {
        work = UNITS;
      }
      before = last;
      last = c;
    }
    return work;
  }

  /** Madda and hamza may belong to the letter before them, which then becomes another. */
  private static boolean isComposingHamza(char c) {
    return c >= '\u0653' && c <= '\u0655';
  }

  /** A token of which each unit becomes one or none; signs that group digits are not among them. */
  private String replaceUnits(char[] s, int start, int end, String token) {
    char[] out = new char[end - start];
    int n = 0;
    boolean run = false;
    for (int i = start; i < end; i++) {
      char mapped = table[s[i]];
      if (mapped != GONE || s[i] == GONE) {
        out[n] = mapped;
        run |= n > 1 && mapped == out[n - 1] && mapped == out[n - 2];
        n++;
      }
    }
    String form = new String(out, 0, n);
    boolean shortened = run && lengthening && !RomanNumeral.is(s, start, end);
    return kept(shortened ? Lengthening.shorten(form) : form, token);
  }

  private String change(String token) {
    String source = composed(token);
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
    return composed(out.toString());
  }

  private String composed(String s) {
    return !composes || java.text.Normalizer.isNormalized(s, composition)
        ? s
        : java.text.Normalizer.normalize(s, composition);
  }

  private static String withoutGroupSigns(String form) {
    StringBuilder out = new StringBuilder(form.length());
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (!Chars.isGroupSpace(c) && c != Chars.ARABIC_THOUSANDS) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
