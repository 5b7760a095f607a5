package rawi.tokenize;

/**
 * Web and e-mail addresses. A web address starts with a scheme or {@code www.}, or is a host name
 * under a well-known domain ({@code exemple.fr/page}); punctuation that ends the sentence is not
 * part of it. An e-mail address is {@code local@host.domain}; its local part may have an apostrophe
 * ({@code o'neil@exemple.fr}), but not that of an elided word ({@code l'ami@exemple.fr}).
 *
 * <p>Source: RFC 3986 (characters of a URI), RFC 5321 section 4.1.2 (mailbox), reduced to what is
 * written in running text.
 */
final class WebAddress {
  private static final WordSet SCHEME = WordSet.folded("http https ftp ftps");
  private static final WordSet DOMAIN =
      WordSet.exact(
          "com org net info edu gov fr be ch ca lu eu tn dz ma eg sa ae qa lb jo ly uk tv io biz");

  private static final int LONGEST_LOCAL_PART = 64;

  /**
   * More than hosts have, few enough that a line of letters and points is read once and not at each
   * point again.
   */
  private static final int MOST_LABELS = 8;

  private WebAddress() {}

  /** End of the web address whose first word is {@code [start, i)}, or 0. */
  static int urlEnd(char[] s, int start, int i, int end) {
    if (s[i] == ':' && i + 3 < end && s[i + 1] == '/' && s[i + 2] == '/') {
      return SCHEME.contains(s, start, i) && isHostChar(s[i + 3]) ? pathEnd(s, i + 3, end) : 0;
    }
    if (s[i] != '.') {
      return 0;
    }
    int host = hostEnd(s, start, end);
    if (host <= i) {
      return 0;
    }
    boolean www =
        i == start + 3
            && (s[start] | 32) == 'w'
            && (s[start + 1] | 32) == 'w'
            && (s[start + 2] | 32) == 'w';
    int dot = host;
    while (s[dot - 1] != '.') {
      dot--;
    }
    if (!www && !DOMAIN.contains(s, dot, host)) {
      return 0;
    }
    return host < end && (s[host] == '/' || s[host] == ':' || s[host] == '?')
        ? pathEnd(s, host, end)
        : host;
  }

  /** End of the e-mail address that starts at {@code start}, or 0. */
  static int emailEnd(char[] s, int start, int end) {
    int i = start;
    while (i < end && i < start + LONGEST_LOCAL_PART && isLocalChar(s[i])) {
      i++;
      boolean apostrophe = i + 1 < end && s[i] == '\'' && isHostChar(s[i + 1]);
      if (apostrophe && Elision.splits(s, start, i, end)) {
        return 0; // l'ami@exemple.fr
      }
      i += apostrophe ? 1 : 0;
    }
    if (i == start || i >= end || s[i] != '@' || s[i - 1] == '.') {
      return 0;
    }
    int host = hostEnd(s, i + 1, end);
    for (int k = i + 1; k < host; k++) {
      if (s[k] == '.') {
        return host;
      }
    }
    return 0;
  }

  /**
   * End of labels of letters, digits and hyphens joined by single points; the last label has
   * letters only.
   */
  private static int hostEnd(char[] s, int start, int end) {
    int stop = start;
    int i = start;
    for (int labels = 0; i < end && labels < MOST_LABELS; labels++) {
      int label = i;
      while (i < end && isHostChar(s[i])) {
        i++;
      }
      if (i == label) {
        break;
      }
      stop = i;
      if (i + 1 >= end || s[i] != '.' || !isHostChar(s[i + 1])) {
        break;
      }
      i++;
    }
    return stop;
  }

  private static int pathEnd(char[] s, int from, int end) {
    int i = from;
    int open = 0;
    while (i < end && isUrlChar(s[i])) {
      open += s[i] == '(' ? 1 : s[i] == ')' ? -1 : 0;
      i++;
    }
    while (i > from && isTrailing(s[i - 1], open)) {
      open += s[i - 1] == ')' ? 1 : 0;
      i--;
    }
    return i;
  }

  private static boolean isTrailing(char c, int open) {
    return switch (c) {
      case '.', ',', ';', ':', '!', '?', '\'', '\u2019', '*', '_' -> true;
      case ')' -> open < 0;
      default -> false;
    };
  }

  private static boolean isUrlChar(char c) {
    byte k = Chars.classOf(c);
    if (c < 0x80) {
      return c > ' ' && c != '<' && c != '>' && c != '"' && c != '{' && c != '}' && c != '|'
          && c != '\\' && c != '^' && c != '`' && c != 0x7F;
    }
    return Chars.isWord(k);
  }

  private static boolean isHostChar(char c) {
    return c == '-' || Chars.classOf(c) == Chars.LATIN || (c >= '0' && c <= '9');
  }

  private static boolean isLocalChar(char c) {
    return isHostChar(c) || c == '.' || c == '_' || c == '+' || c == '%';
  }
}
