package rawi.tokenize.sentences;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rawi.tokenize.Kind;
import rawi.tokenize.Normalization;
import rawi.tokenize.Script;
import rawi.tokenize.TokenSink;
import rawi.tokenize.WordTokenizer;

/**
 * Sentences of Arabic, French and mixed text by rule. A sentence ends at the end of a line, and
 * behind {@code . ! ? … ؟ ۔} with the quotes and brackets that close there, unless a small letter
 * follows. The points of abbreviations, numbers and addresses belong to their tokens and end
 * nothing, except that of {@code etc.} before a capital; nor does the point behind a single Arabic
 * letter ({@code د. سالم}).
 *
 * <p>Source: Unicode Standard Annex 29, rules SB3 to SB11, on the tokens of {@link WordTokenizer};
 * Imprimerie nationale, Lexique des règles typographiques, on abbreviations that end a sentence.
 */
public final class SentenceRules implements SentenceSplitter {
  private static final String ENDS = ".!?\u2026\u061F\u06D4";
  private static final String CLOSES = "\u00BB\u201D\"')]\u2019";
  private static final String GOES_ON = ",;:\u060C\u061B-\u2013";
  private static final Set<String> MAY_END =
      Set.of(
          "etc.", "cie.", "j.-c.", "p.m.", "a.m.", "s.v.p.", "ibid.", "cit.", "al.", "sqq.",
          "arr.");

  private final WordTokenizer tokenizer = WordTokenizer.of(Normalization.none());

  @Override
  public List<Sentence> split(String text) {
    Walk walk = new Walk(text);
    tokenizer.tokenize(text, walk);
    return walk.finish();
  }

  /** Goes from token to token; keeps what the decision at the next one asks for. */
  private static final class Walk implements TokenSink {
    private final String text;
    private final List<Sentence> found = new ArrayList<>();
    private int start = -1;
    private int last;
    private boolean mayEnd;
    private int wordLength;
    private Script wordScript = Script.NONE;

    Walk(String text) {
      this.text = text;
    }

    @Override
    public void token(int from, int to, Kind kind, Script script) {
      if (start >= 0 && (newLine(last, from) || (mayEnd && endsBefore(from, kind)))) {
        found.add(new Sentence(start, last));
        start = -1;
      }
      if (start < 0) {
        start = from;
        mayEnd = false;
      }
      boolean belongs = mayEnd && (kind == Kind.EMOJI || closes(from));
      if (!belongs) {
        mayEnd = kind == Kind.PUNCTUATION ? isEnd(from, to) : endsWithPoint(from, to);
      }
      wordLength = to - from;
      wordScript = script;
      last = to;
    }

    /** Whether a sentence that may end here does, before the token at {@code next}. */
    private boolean endsBefore(int next, Kind kind) {
      char c = text.charAt(next);
      boolean glued = next == last && (Character.isLetterOrDigit(c) || GOES_ON.indexOf(c) >= 0);
      return !glued
          && !closes(next)
          && kind != Kind.EMOJI
          && ENDS.indexOf(c) < 0
          && !Character.isLowerCase(text.codePointAt(next));
    }

    /** A quote that looks the same on both sides closes when it stands against what is before. */
    private boolean closes(int at) {
      char c = text.charAt(at);
      return c == '\u00BB' || (at == last && CLOSES.indexOf(c) >= 0);
    }

    private boolean isEnd(int from, int to) {
      char first = text.charAt(from);
      boolean initial =
          first == '.' && to == from + 1 && wordScript == Script.ARABIC && wordLength == 1;
      return ENDS.indexOf(first) >= 0 && !(initial && from == last);
    }

    private boolean endsWithPoint(int from, int to) {
      return text.charAt(to - 1) == '.'
          && MAY_END.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private boolean newLine(int from, int to) {
      for (int i = from; i < to; i++) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085') {
          return true;
        }
      }
      return false;
    }

    List<Sentence> finish() {
      if (start >= 0) {
        found.add(new Sentence(start, last));
      }
      return found;
    }
  }
}
