package rawi.tokenize;

/**
 * Faces made of ASCII: eyes, perhaps a nose, a mouth ({@code :-)}, {@code ;p}, {@code :'(}), the
 * heart {@code <3}, {@code ^^} and {@code XD}. A face must not touch a letter or a digit, so that
 * {@code 14:30} and {@code (voir :a)} are none.
 *
 * <p>Source: the inventory follows C. Potts, Sentiment symposium tutorial: tokenizing (2011),
 * reduced to faces that French and Arabic writers use.
 */
final class Emoticon {
  private static final WordSet LETTERED = WordSet.exact("XD xD XDD xDD XDDD xDDD XDDDD xDDDD");
  private static final WordSet OTHERS =
      WordSet.exact("<3 </3 <33 <333 ^^ ^_^ ^-^ -_- >_< =) (: (; \\o/");

  private Emoticon() {}

  /** True when the word {@code [start, end)} is a face. */
  static boolean isFace(char[] s, int start, int end) {
    return (s[start] | 32) == 'x' && LETTERED.contains(s, start, end);
  }

  /** End of the face that starts at {@code i}, or {@code i} when none does. */
  static int endAt(char[] s, int from, int i, int end) {
    if (i > from && Chars.isWord(Chars.classOf(s[i - 1])) && s[i] != '<' && s[i] != '^') {
      byte before = Chars.classOf(s[i - 1]);
      if (before == Chars.DIGIT || (s[i] != ':' && s[i] != ';')) {
        return i;
      }
    }
    char c = s[i];
    if (c == ':' || c == ';' || c == '=') {
      return face(s, i, end);
    }
    for (int length = Math.min(4, end - i); length >= 2; length--) {
      if (OTHERS.contains(s, i, i + length) && free(s, i + length, end)) {
        return i + length;
      }
    }
    return i;
  }

  private static int face(char[] s, int eyes, int end) {
    int i = eyes + 1;
    if (i < end && s[i] == '\'') {
      i++;
    }
    boolean nose = i < end && (s[i] == '-' || s[i] == 'o' || s[i] == '^');
    int mouth = nose ? i + 1 : i;
    if (mouth >= end || !isMouth(s[mouth])) {
      return eyes;
    }
    int stop = mouth + 1;
    while (stop < end && s[stop] == s[mouth]) {
      stop++;
    }
    return free(s, stop, end) ? stop : eyes;
  }

  private static boolean isMouth(char c) {
    return switch (c) {
      case ')',
          '(',
          'D',
          'P',
          'p',
          'd',
          'O',
          'o',
          '/',
          '\\',
          '|',
          '*',
          '3',
          ']',
          '[',
          '$',
          'S',
          's' ->
          true;
      default -> false;
    };
  }

  private static boolean free(char[] s, int i, int end) {
    return i >= end || !Chars.isWord(Chars.classOf(s[i]));
  }
}
