package rawi.tokenize.steps;

/** The word that {@link FrenchStemmer} works on: marked letters, and where its regions begin. */
final class StemmedWord {
  private static final String VOWELS = "aeiouyâàëéêèïîôûù";

  private final StringBuilder letters;
  private final int rv;
  private final int r1;
  private final int r2;

  private StemmedWord(StringBuilder letters) {
    this.letters = letters;
    this.rv = rv(letters);
    this.r1 = behindConsonant(letters, 0);
    this.r2 = behindConsonant(letters, r1);
  }

  static StemmedWord of(String word) {
    return new StemmedWord(mark(word));
  }

  /** From left to right; a letter made a consonant is no vowel to the next. */
  private static StringBuilder mark(String word) {
    StringBuilder w = new StringBuilder(word.length() + 2).append(word);
    for (int i = 0; i < w.length(); i++) {
      char c = w.charAt(i);
      char next = i + 1 < w.length() ? w.charAt(i + 1) : ' ';
      boolean between = i + 2 < w.length() && isVowel(w.charAt(i + 2));
      if (isVowel(c) && (next == 'y' || (between && (next == 'u' || next == 'i')))) {
        w.setCharAt(i + 1, Character.toUpperCase(next));
      }
      if (c == 'ë' || c == 'ï') {
        w.setCharAt(i, c == 'ë' ? 'e' : 'i');
        w.insert(i, 'H');
      } else if (c == 'y' && isVowel(next)) {
        w.setCharAt(i, 'Y');
      } else if (c == 'q' && next == 'u') {
        w.setCharAt(i + 1, 'U');
      }
    }
    return w;
  }

  private static int rv(CharSequence w) {
    int n = w.length();
    if (n > 2 && isVowel(w.charAt(0)) && isVowel(w.charAt(1))) {
      return 3;
    }
    String word = w.toString();
    if (word.startsWith("par") || word.startsWith("col") || word.startsWith("tap")) {
      return 3; // parie and colis would leave too little
    }
    if (word.startsWith("mauva")) {
      return 5;
    }
    if (n > 2 && word.startsWith("ni") && isVowel(w.charAt(2))) {
      return 3;
    }
    int i = 1;
    while (i < n && !isVowel(w.charAt(i))) {
      i++;
    }
    return Math.min(i + 1, n);
  }

  /**
   * Behind the first consonant that follows a vowel, from {@code from} on; the end if none does.
   */
  private static int behindConsonant(CharSequence w, int from) {
    int i = from;
    while (i < w.length() && !isVowel(w.charAt(i))) {
      i++;
    }
    while (i < w.length() && isVowel(w.charAt(i))) {
      i++;
    }
    return Math.min(i + 1, w.length());
  }

  private static boolean isVowel(char c) {
    return VOWELS.indexOf(c) >= 0;
  }

  /** The longest of {@code suffixes} that the word ends with and that starts in RV, or "". */
  String longestInRv(String[] suffixes) {
    String found = longest(suffixes);
    while (!found.isEmpty() && !inRv(found)) {
      found = longest(suffixes, found.length() - 1);
    }
    return found;
  }

  /** The longest of {@code suffixes} that the word ends with, or "". */
  String longest(String[] suffixes) {
    return longest(suffixes, letters.length());
  }

  private String longest(String[] suffixes, int most) {
    String found = "";
    for (String suffix : suffixes) {
      if (suffix.length() > found.length() && suffix.length() <= most && ends(suffix)) {
        found = suffix;
      }
    }
    return found;
  }

  boolean ends(String suffix) {
    int start = letters.length() - suffix.length();
    return start >= 0 && letters.indexOf(suffix, start) == start;
  }

  boolean inRv(String suffix) {
    return letters.length() - suffix.length() >= rv;
  }

  boolean inR1(String suffix) {
    return letters.length() - suffix.length() >= r1;
  }

  boolean inR2(String suffix) {
    return letters.length() - suffix.length() >= r2;
  }

  /** The letter before a suffix of {@code length} letters, or a space before the word. */
  char before(int length) {
    int i = letters.length() - length - 1;
    return i < 0 ? ' ' : letters.charAt(i);
  }

  boolean vowelBefore(int length) {
    return isVowel(before(length));
  }

  void replace(String suffix, String by) {
    letters.setLength(letters.length() - suffix.length());
    letters.append(by);
  }

  /** Takes the suffix off if it lies in R2. */
  boolean cutInR2(String suffix) {
    if (!ends(suffix) || !inR2(suffix)) {
      return false;
    }
    replace(suffix, "");
    return true;
  }

  /** At the end Y becomes i and ç becomes c. */
  void soften() {
    if (ends("Y")) {
      replace("Y", "i");
    } else if (ends("ç")) {
      replace("ç", "c");
    }
  }

  void undouble() {
    if (ends("enn") || ends("onn") || ends("ett") || ends("ell") || ends("eill")) {
      letters.setLength(letters.length() - 1);
    }
  }

  /** é and è before final consonants become e. */
  void unaccent() {
    int i = letters.length() - 1;
    while (i >= 0 && !isVowel(letters.charAt(i))) {
      i--;
    }
    if (i >= 0
        && i < letters.length() - 1
        && (letters.charAt(i) == 'é' || letters.charAt(i) == 'è')) {
      letters.setCharAt(i, 'e');
    }
  }

  /** The word with its marks taken back. */
  String unmarked() {
    StringBuilder out = new StringBuilder(letters.length());
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      char next = i + 1 < letters.length() ? letters.charAt(i + 1) : ' ';
      if (c == 'H' && (next == 'e' || next == 'i')) {
        out.append(next == 'e' ? 'ë' : 'ï');
        i++;
      } else if (c != 'H') {
        out.append(c == 'I' || c == 'U' || c == 'Y' ? Character.toLowerCase(c) : c);
      }
    }
    return out.toString();
  }
}
