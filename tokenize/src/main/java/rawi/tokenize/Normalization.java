package rawi.tokenize;

/**
 * Which steps bring a token to the form that a vocabulary counts. Every step can be switched alone.
 *
 * @param nfc canonical composition (Unicode Standard Annex 15); invisible format characters and the
 *     emoji selector U+FE0F go
 * @param presentationForms compatibility decomposition of the Arabic presentation forms and of
 *     Latin ligatures such as U+FB01
 * @param caseFolding small letters, whatever the machine's locale
 * @param typography the typographic apostrophe becomes {@code '}, the non-breaking hyphen {@code -}
 * @param ligatures French: œ becomes oe, æ becomes ae
 * @param diacritics Arabic vowel signs, shadda, superscript alef and Quranic annotation marks go
 *     (Larkey, Ballesteros and Connell, 2002)
 * @param tatweel the stretching stroke U+0640 goes
 * @param alef أ إ آ ٱ become ا (Larkey et al., 2002)
 * @param hamza ؤ becomes و and ئ becomes ي, as writers do who leave the hamza out
 * @param tehMarbuta ة becomes ه (Larkey et al., 2002)
 * @param alefMaqsura ى becomes ي (Larkey et al., 2002)
 * @param foreignLetters Persian and Maghrebi letters become the Arabic ones they stand for: پ ب, چ
 *     ج, ژ ز, ڤ ڢ ف, ڨ ڧ ق, گ ک ڭ ك, ی ي, ھ ہ ه
 * @param digits decimal digits of every script become 0 to 9; spaces that group digits go, the
 *     Arabic decimal sign becomes a comma
 * @param lengthening of three or more of one letter, one is left of an Arabic long vowel (Arabic
 *     doubles with a shadda), two of any other letter; of longer runs two {@code !} and {@code ?}
 *     are left and three points; capital Roman numerals stay
 */
public record Normalization(
    boolean nfc,
    boolean presentationForms,
    boolean caseFolding,
    boolean typography,
    boolean ligatures,
    boolean diacritics,
    boolean tatweel,
    boolean alef,
    boolean hamza,
    boolean tehMarbuta,
    boolean alefMaqsura,
    boolean foreignLetters,
    boolean digits,
    boolean lengthening) {

  /**
   * FR: the steps that touch Latin letters and digits. AR and AUTO: all steps, since Arabic text
   * mixes in French.
   */
  public static Normalization of(Language language) {
    boolean arabic = language != Language.FR;
    return new Normalization(
        true, true, true, true, true, arabic, arabic, arabic, arabic, arabic, arabic, arabic, true,
        true);
  }

  /** No step: every token stays as it is written. */
  public static Normalization none() {
    return new Normalization(
        false, false, false, false, false, false, false, false, false, false, false, false, false,
        false);
  }
}
