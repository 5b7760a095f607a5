package rawi.apps.caption.data;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How captions are cut, to learn from and to be scored by, in every language: composed (NFC), lower
 * case, nonspacing marks ({@code \p{Mn}}: Arabic vowel signs) and the tatweel taken out, then each
 * run of letters and digits ({@code [\p{L}\p{N}]+}) is a token; all else, punctuation too, only
 * separates. Composing first keeps an accented letter that a system has taken apart.
 */
public final class CaptionTokens {
  private static final Pattern DROPPED = Pattern.compile("[\\p{Mn}\u0640]+");
  private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+");

  private CaptionTokens() {}

  /** The tokens of a caption; none where it has no letter and no digit. */
  public static List<String> of(String caption) {
    String composed = Normalizer.normalize(caption, Normalizer.Form.NFC);
    String plain = DROPPED.matcher(composed.toLowerCase(Locale.ROOT)).replaceAll("");
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(plain);
    while (token.find()) {
      tokens.add(token.group());
    }
    return List.copyOf(tokens);
  }
}
