package rawi.tokenize;

import java.util.Locale;

/**
 * The steps that bring a token to the form that a vocabulary counts; a {@link Normalization} is a
 * set of them. Their order is fixed by what they are, not by the set.
 */
public enum NormalizationStep {
  /** Canonical composition: e and U+0301 become é (Unicode Standard Annex 15). */
  NFC,
  /**
   * Compatibility composition: ² becomes 2, ｆ becomes f, ﷺ four words (Unicode Standard Annex 15).
   * On demand, since it changes more than Arabic and French ask for.
   */
  NFKC,
  /**
   * Characters that show nothing go: joiners, soft hyphens, directional marks, the emoji selector
   * U+FE0F (Unicode Character Database, general category Cf; Unicode Standard Annex 9).
   */
  INVISIBLE,
  /**
   * Arabic presentation forms and Latin ligatures such as U+FB01 become their letters (Unicode
   * Standard, section 9.2, Arabic Presentation Forms, and 7.1, Latin ligatures).
   */
  PRESENTATION_FORMS,
  /** Small letters, whatever the machine's locale (Unicode Standard, section 3.13). */
  CASE_FOLDING,
  /**
   * The typographic apostrophe becomes {@code '}, the non-breaking hyphen {@code -}, … three points
   * (Imprimerie nationale, Lexique des règles typographiques).
   */
  TYPOGRAPHY,
  /**
   * « », “ ” and „ become {@code "}, ‘ and ‹ › become {@code '} (Unicode Standard, section 6.2,
   * Quotation Marks). On demand.
   */
  QUOTES,
  /** French: œ becomes oe, æ becomes ae (Grevisse and Goosse, Le bon usage, on ligatures). */
  LIGATURES,
  /**
   * Arabic vowel signs, shadda, sukun, superscript alef and combining hamza go (Larkey, Ballesteros
   * and Connell, 2002).
   */
  DIACRITICS,
  /**
   * Quranic annotation: signs of pause and recitation, honorifics, small high and low letters, the
   * sukun of the Quran (Unicode Standard, section 9.2, Koranic Annotation Signs).
   */
  QURANIC_MARKS,
  /** The stretching stroke U+0640 goes (Larkey et al., 2002). */
  TATWEEL,
  /** أ إ آ ٱ become ا (Larkey et al., 2002). */
  ALEF,
  /** ؤ becomes و and ئ becomes ي, as writers do who leave the hamza out (Habash, 2010, 2.1). */
  HAMZA,
  /** ة becomes ه (Larkey et al., 2002). */
  TEH_MARBUTA,
  /** ى becomes ي (Larkey et al., 2002). */
  ALEF_MAQSURA,
  /**
   * Letters of the Persian keyboard, and of words taken from it, become the Arabic ones they stand
   * for: پ ب, چ ج, ژ ز, گ ک ك, ی ې ي, ھ ہ ۀ ە ه (Unicode Standard, section 9.2).
   */
  PERSIAN_LETTERS,
  /**
   * Letters of the Maghreb: ڤ ڥ ڢ ف, ڨ ڧ ق, ڭ ݣ ك (Unicode Standard, section 9.2; the first of each
   * write v, g and g of Tunisian, Algerian and Moroccan names).
   */
  MAGHREBI_LETTERS,
  /**
   * Decimal digits of every script become 0 to 9; in numbers the signs that group digits go (spaces
   * and U+066C), and the Arabic decimal sign U+066B becomes a comma (Unicode Character Database,
   * numeric type Decimal; section 9.2).
   */
  DIGITS,
  /** ، ؛ ؟ ٪ ۔ ٭ become , ; ? % . * (Unicode Standard, section 9.2). On demand. */
  ARABIC_PUNCTUATION,
  /**
   * Of three or more of one letter, one is left of an Arabic long vowel, two of any other letter;
   * Roman numerals stay (Brody and Diakopoulos, 2011); see {@link Lengthening}.
   */
  LENGTHENING;

  /** How a command line writes it: {@code teh-marbuta}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
