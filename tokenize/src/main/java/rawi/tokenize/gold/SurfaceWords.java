package rawi.tokenize.gold;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import rawi.tokenize.gold.GoldSentence.Place;

/**
 * Puts pieces of Arabic words together that are written without a space between them. Only letters,
 * vowel signs, tatweel and digits of an Arabic sentence are glued: punctuation stays apart, and
 * French stays as it is.
 */
final class SurfaceWords {
  private SurfaceWords() {}

  static List<Place> glued(String text, List<Place> pieces) {
    if (text.codePoints().noneMatch(SurfaceWords::isArabic)) {
      return pieces;
    }
    List<Place> glued = new ArrayList<>(pieces.size());
    for (Place piece : pieces) {
      int last = glued.size() - 1;
      boolean joins =
          last >= 0
              && glued.get(last).end() == piece.start()
              && isWord(text, glued.get(last))
              && isWord(text, piece);
      if (joins) {
        glued.set(last, new Place(glued.get(last).start(), piece.end()));
      } else {
        glued.add(piece);
      }
    }
    return glued;
  }

  private static boolean isWord(String text, Place piece) {
    return text.substring(piece.start(), piece.end()).chars().allMatch(SurfaceWords::isWord);
  }

  private static boolean isWord(int c) {
    return (isArabic(c) && Character.isLetter(c))
        || c == '\u0640'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.isDigit(c);
  }

  private static boolean isArabic(int c) {
    return UnicodeScript.of(c) == UnicodeScript.ARABIC;
  }
}
