package rawi.tokenize;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A fixed set of short words that is asked about a stretch of characters without making a string.
 * Apostrophes and hyphens are one each, however typed; letters are compared as written or, when
 * {@code fold} is set, in small letters.
 */
final class WordSet {
  private final String[] slots;
  private final boolean fold;
  private final int longest;

  private WordSet(boolean fold, String[] words) {
    this.fold = fold;
    this.slots = new String[Integer.highestOneBit(Math.max(words.length, 1)) * 4];
    Arrays.fill(slots, "");
    int max = 0;
    for (String word : words) {
      char[] chars = word.toCharArray();
      int slot = slot(chars, 0, chars.length);
      while (!slotEmpty(slot)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = word;
      max = Math.max(max, chars.length);
    }
    this.longest = max;
  }

  /** Words given in one string, separated by spaces, compared in small letters. */
  static WordSet folded(String words) {
    return new WordSet(true, words.split(" ", -1));
  }

  /** Words given in one string, separated by spaces, compared as written. */
  static WordSet exact(String words) {
    return new WordSet(false, words.split(" ", -1));
  }

  /** The words, each once, in no order. */
  Stream<String> words() {
    return Arrays.stream(slots).filter(word -> !word.isEmpty());
  }

  boolean contains(char[] s, int start, int end) {
    if (end - start > longest || end <= start) {
      return false;
    }
    int slot = slot(s, start, end);
    while (!slotEmpty(slot)) {
      if (same(slots[slot], s, start, end)) {
        return true;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return false;
  }

  private boolean slotEmpty(int slot) {
    return slots[slot].isEmpty();
  }

  private boolean same(String word, char[] s, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (word.charAt(i - start) != plain(s[i])) {
        return false;
      }
    }
    return true;
  }

  private int slot(char[] s, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + plain(s[i]);
    }
    return (hash ^ (hash >>> 7)) & (slots.length - 1);
  }

  private char plain(char c) {
    if (c < 0x80) {
      return fold && c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    if (Chars.isApostrophe(c)) {
      return '\'';
    }
    if (Chars.isHyphen(c)) {
      return '-';
    }
    return fold ? Character.toLowerCase(c) : c;
  }
}
