package rawi.tokenize.subwords;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds added tokens in a text: from left to right, of those that start together the longest. */
final class AddedTokens {
  static final int NONE = -1;

  /** A stretch of text: an added token, or with {@link #NONE} what stands between them. */
  interface StretchSink {
    void stretch(int from, int end, int id);
  }

  private final List<AddedToken> tokens;
  private final char[][] contents; // the longest first
  private final int[] ids;
  private final boolean[] starts = new boolean[Character.MAX_VALUE + 1];

  AddedTokens(List<AddedToken> added) {
    tokens = List.copyOf(added);
    List<AddedToken> sorted = new ArrayList<>(added);
    sorted.sort(Comparator.comparingInt(token -> -token.content().length()));
    contents = new char[sorted.size()][];
    ids = new int[sorted.size()];
    for (int k = 0; k < ids.length; k++) {
      contents[k] = sorted.get(k).content().toCharArray();
      ids[k] = sorted.get(k).id();
      starts[contents[k][0]] = true;
    }
  }

  List<AddedToken> tokens() {
    return tokens;
  }

  void split(char[] s, int end, StretchSink sink) {
    int plain = 0;
    int i = 0;
    while (i < end) {
      int k = starts[s[i]] ? longestAt(s, i, end) : NONE;
      if (k == NONE) {
        i++;
      } else {
        if (i > plain) {
          sink.stretch(plain, i, NONE);
        }
        plain = i + contents[k].length;
        sink.stretch(i, plain, ids[k]);
        i = plain;
      }
    }
    if (end > plain) {
      sink.stretch(plain, end, NONE);
    }
  }

  private int longestAt(char[] s, int i, int end) {
    for (int k = 0; k < contents.length; k++) {
      if (startsWith(s, i, end, contents[k])) {
        return k;
      }
    }
    return NONE;
  }

  private static boolean startsWith(char[] s, int from, int end, char[] content) {
    if (end - from < content.length) {
      return false;
    }
    for (int i = 0; i < content.length; i++) {
      if (s[from + i] != content[i]) {
        return false;
      }
    }
    return true;
  }
}
