package rawi.tokenize.subwords;

import java.util.List;
import java.util.Random;

/** Texts of the tests: some to learn from, and any at all. */
final class Texts {
  /** A little of each script, with what is hard about it. */
  static final List<String> MIXED =
      List.of(
          "Le petit marché d'Essaouira ouvre à l'aube, et l'odeur du pain arrive jusqu'aux remparts.",
          "Le petit marché d'Essaouira ferme à midi : il n'y a plus de pain ni de menthe fraîche.",
          "Aujourd'hui, l'atelier d'écriture a lu trois poèmes ; demain, l'atelier lira des contes.",
          "قرأت الكتاب في المكتبة القديمة، ثم كتبت رسالة إلى صديقي القديم.",
          "قرأت القصة في المكتبة القديمة، ثم كتبت قصة أخرى عن الكتاب.",
          "ذَهَبَ الوَلَدُ إِلَى المَدْرَسَةِ ثُمَّ ذَهَبَ إِلَى البَيْتِ",
          "sahbi machi mazyan had nhar, w l'film kan waaa3er bzaf 😀😀 !!",
          "Le 12/05/2024, 1 234,5 € pour 3 kg : c'est trop cher, non ?");

  private static final String[] PIECES = {
    "l'",
    "’",
    "'s",
    "'ll",
    " ",
    "  ",
    "\u00A0",
    "\t",
    "\n",
    "\r\n",
    "\u2028",
    "é",
    "e\u0301",
    "ـ",
    "لا",
    "ﷺ",
    "\u064E",
    "٣",
    "½",
    "Ⅻ",
    "😀",
    "👩\u200D👩\u200D👧",
    "🇫🇷",
    "❤\uFE0F",
    "1\uFE0F\u20E3",
    "\uD83D",
    "\uDC00",
    "\0",
    "\u202E",
    "\u200F",
    "\uFEFF",
    "漢",
    "\uD840\uDC00",
    "[pad]",
    "[",
    "]",
    "aaaaaaaa",
    "\uFFFF",
    "\uFFFD",
    "...",
    "le",
    " le",
    " la",
    "المكتبة",
    " l'",
    "\u001C",
    "\u0085",
    "\u3000",
    "\uDBFF\uDFFF"
  };

  private Texts() {}

  static PieceCounts counts(Pretokenizer pretokenizer) {
    PieceCounts counts = new PieceCounts(pretokenizer);
    MIXED.forEach(counts::add);
    return counts;
  }

  /** Any UTF-16 units at all, with many that mean something to a tokenizer. */
  static String any(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(20);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x10000));
        case 1 -> text.append((char) (0x600 + random.nextInt(0x100)));
        case 2 -> text.append((char) random.nextInt(0x250));
        case 3 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        default -> text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }
}
