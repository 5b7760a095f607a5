package rawi.tokenize;

import static rawi.tokenize.NormalizationStep.ALEF;
import static rawi.tokenize.NormalizationStep.ALEF_MAQSURA;
import static rawi.tokenize.NormalizationStep.CASE_FOLDING;
import static rawi.tokenize.NormalizationStep.DIACRITICS;
import static rawi.tokenize.NormalizationStep.DIGITS;
import static rawi.tokenize.NormalizationStep.HAMZA;
import static rawi.tokenize.NormalizationStep.INVISIBLE;
import static rawi.tokenize.NormalizationStep.LENGTHENING;
import static rawi.tokenize.NormalizationStep.LIGATURES;
import static rawi.tokenize.NormalizationStep.MAGHREBI_LETTERS;
import static rawi.tokenize.NormalizationStep.NFC;
import static rawi.tokenize.NormalizationStep.PERSIAN_LETTERS;
import static rawi.tokenize.NormalizationStep.PRESENTATION_FORMS;
import static rawi.tokenize.NormalizationStep.QURANIC_MARKS;
import static rawi.tokenize.NormalizationStep.TATWEEL;
import static rawi.tokenize.NormalizationStep.TEH_MARBUTA;
import static rawi.tokenize.NormalizationStep.TYPOGRAPHY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which steps bring a token to the form that a vocabulary counts. */
public record Normalization(Set<NormalizationStep> steps) {
  private static final List<NormalizationStep> LATIN =
      List.of(
          NFC,
          INVISIBLE,
          PRESENTATION_FORMS,
          CASE_FOLDING,
          TYPOGRAPHY,
          LIGATURES,
          DIGITS,
          LENGTHENING);

  private static final List<NormalizationStep> ARABIC =
      List.of(
          DIACRITICS,
          QURANIC_MARKS,
          TATWEEL,
          ALEF,
          HAMZA,
          TEH_MARBUTA,
          ALEF_MAQSURA,
          PERSIAN_LETTERS,
          MAGHREBI_LETTERS);

  public Normalization {
    steps = Set.copyOf(steps);
  }

  /**
   * FR: the steps that touch Latin letters and digits. AR and AUTO: those of Arabic letters too,
   * since Arabic text mixes in French and a step acts on the letters of its own script alone. What
   * is on demand is in none of them.
   */
  public static Normalization of(Language language) {
    Set<NormalizationStep> steps = EnumSet.copyOf(LATIN);
    if (language != Language.FR) {
      steps.addAll(ARABIC);
    }
    return new Normalization(steps);
  }

  /** No step: every token stays as it is written. */
  public static Normalization none() {
    return new Normalization(Set.of());
  }

  /** This normalization with the given steps as well. */
  public Normalization with(NormalizationStep... on) {
    Set<NormalizationStep> more = EnumSet.noneOf(NormalizationStep.class);
    more.addAll(steps);
    more.addAll(List.of(on));
    return new Normalization(more);
  }

  /** This normalization without the given steps. */
  public Normalization without(NormalizationStep... off) {
    Set<NormalizationStep> fewer = EnumSet.noneOf(NormalizationStep.class);
    fewer.addAll(steps);
    fewer.removeAll(Set.of(off));
    return new Normalization(fewer);
  }

  /** Whether a step is one of them. */
  public boolean has(NormalizationStep step) {
    return steps.contains(step);
  }
}
