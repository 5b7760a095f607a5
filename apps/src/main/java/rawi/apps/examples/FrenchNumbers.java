package rawi.apps.examples;

import java.util.ArrayList;
import java.util.List;

/** Numbers as they are said in French, hyphens taken for spaces: {@code quatre vingt dix sept}. */
final class FrenchNumbers {
  private static final List<String> UP_TO_SIXTEEN =
      List.of(
          "zéro",
          "un",
          "deux",
          "trois",
          "quatre",
          "cinq",
          "six",
          "sept",
          "huit",
          "neuf",
          "dix",
          "onze",
          "douze",
          "treize",
          "quatorze",
          "quinze",
          "seize");
  private static final List<String> TENS =
      List.of("", "dix", "vingt", "trente", "quarante", "cinquante", "soixante");

  private FrenchNumbers() {}

  /** The words of a number from 0 to 9999. */
  static List<String> words(int number) {
    if (number < 0 || number > 9999) {
      throw new IllegalArgumentException("number: expected 0 to 9999, got " + number);
    }
    List<String> words = new ArrayList<>();
    int thousands = number / 1000;
    if (thousands > 1) {
      words.add(UP_TO_SIXTEEN.get(thousands));
    }
    if (thousands > 0) {
      words.add("mille");
    }
    hundreds(number % 1000, words);
    if (words.isEmpty()) {
      words.add("zéro");
    }
    return List.copyOf(words);
  }

  private static void hundreds(int number, List<String> words) {
    int hundreds = number / 100;
    if (hundreds > 1) {
      words.add(UP_TO_SIXTEEN.get(hundreds));
    }
    if (hundreds > 0) {
      words.add(hundreds > 1 && number % 100 == 0 ? "cents" : "cent");
    }
    belowHundred(number % 100, words);
  }

  private static void belowHundred(int number, List<String> words) {
    if (number == 0) {
      return;
    }
    if (number < 17) {
      words.add(UP_TO_SIXTEEN.get(number));
    } else if (number < 20) {
      words.add("dix");
      words.add(UP_TO_SIXTEEN.get(number - 10));
    } else if (number >= 80) {
      words.add("quatre");
      words.add(number == 80 ? "vingts" : "vingt");
      belowHundred(number - 80, words);
    } else {
      int tens = Math.min(number / 10, 6); // soixante-dix: sixty and ten
      words.add(TENS.get(tens));
      int rest = number - 10 * tens;
      if (rest == 1 || rest == 11) {
        words.add("et");
      }
      belowHundred(rest, words);
    }
  }
}
