package rawi.apps.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rawi.apps.sentiment.LabelledText;
import rawi.apps.sentiment.LabelledTexts;
import rawi.tokenize.Language;

/** The bundled sentences are fit to be judged on. */
class SamplesTest {
  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"FR", "AR"})
  void thereAreFourHundredOfALanguageHalfOfThemPositiveInEveryFile(Language language) {
    List<LabelledTexts> files = files(language);
    assertThat(files.stream().mapToInt(file -> file.rows().size()).sum())
        .isGreaterThanOrEqualTo(400);
    for (LabelledTexts file : files) {
      assertThat(file.rows().stream().filter(row -> row.label().equals("pos")))
          .as(file.source())
          .hasSize(file.rows().size() / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"FR", "AR"})
  void noSentenceIsThereTwice(Language language) {
    List<String> all =
        files(language).stream()
            .flatMap(file -> file.rows().stream())
            .map(row -> String.join(" ", words(row)))
            .toList();
    assertThat(all).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"FR", "AR"})
  void noFourWordsInARowAreInBothTestAndTraining(Language language) {
    Samples samples = Samples.of(language);
    Set<String> learnt = new HashSet<>();
    samples.train().rows().forEach(row -> learnt.addAll(fours(row)));
    assertThat(learnt).hasSizeGreaterThan(500);
    for (LabelledText row : samples.test().rows()) {
      assertThat(fours(row)).as(row.text()).doesNotContainAnyElementsOf(learnt);
    }
  }

  private static List<LabelledTexts> files(Language language) {
    Samples samples = Samples.of(language);
    return List.of(samples.train(), samples.valid(), samples.test());
  }

  private static List<String> words(LabelledText row) {
    String text = row.text().replaceAll("https?://\\S+", "address").toLowerCase(Locale.ROOT);
    return Stream.of(text.split("[^\\p{L}\\p{M}\\p{N}]+")).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> fours(LabelledText row) {
    List<String> words = words(row);
    List<String> fours = new ArrayList<>();
    for (int i = 0; i + 4 <= words.size(); i++) {
      fours.add(String.join(" ", words.subList(i, i + 4)));
    }
    return fours;
  }
}
