package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SentencesTest {
  @Test
  void marksStandInTheOrderOfTheTextAndTouchWithoutLosingACharacter() {
    PageReader page =
        page(
            "abcdef",
            new WeightedSpan(2, 4, -0.5),
            new WeightedSpan(0, 2, 1),
            new WeightedSpan(4, 5, 0.25));
    assertThat(page.first("blockquote").getTextContent()).isEqualTo("abcdef");
    assertThat(marks(page)).containsExactly("ab towards", "cd against", "e towards");
  }

  @Test
  void shadeIsRelativeToTheStrongestWeightAndTheTitleSaysTheNumber() {
    PageReader page = page("ab cd", new WeightedSpan(0, 2, 0.4), new WeightedSpan(3, 5, -0.8));
    List<Element> marks = inText(page);
    assertThat(marks.get(0).getAttribute("style")).isEqualTo("--w:0.50");
    assertThat(marks.get(1).getAttribute("style")).isEqualTo("--w:1.00");
    assertThat(marks.get(0).getAttribute("title")).isEqualTo("+0.400 towards");
    assertThat(marks.get(1).getAttribute("title")).isEqualTo("−0.800 against");
  }

  @Test
  void anEmojiIsMarkedWhole() {
    PageReader page = page("x😍👍🏽", new WeightedSpan(1, 3, 1), new WeightedSpan(3, 7, -1));
    assertThat(marks(page)).containsExactly("😍 towards", "👍🏽 against");
  }

  @Test
  void aSpanThatCutsAnEmojiOverlapsOrLeavesTheTextIsRefused() {
    assertThatThrownBy(() -> page("x😍", new WeightedSpan(0, 2, 1)))
        .hasMessageContaining("got 0 to 2, which cuts a surrogate pair");
    assertThatThrownBy(() -> page("abc", new WeightedSpan(0, 2, 1), new WeightedSpan(1, 3, 1)))
        .hasMessageContaining("expected a span between 2 and 3, got 1 to 3");
    assertThatThrownBy(() -> page("abc", new WeightedSpan(1, 4, 1)))
        .hasMessageContaining("expected a span between 0 and 3, got 1 to 4");
    assertThatThrownBy(() -> new WeightedSpan(2, 2, 1)).hasMessageContaining("start < end");
  }

  @Test
  void weightsOfNothingAndNaNAreNotMarkedAndTheLatterIsNamed() {
    PageReader page =
        page(
            "ab cd ef",
            new WeightedSpan(0, 2, Double.NaN),
            new WeightedSpan(3, 5, 0),
            new WeightedSpan(6, 8, 2));
    assertThat(marks(page)).containsExactly("ef towards");
    assertThat(page.all("td")).extracting(Element::getTextContent).contains("NaN");
    assertThat(inText(page("ab", new WeightedSpan(0, 2, 0)))).isEmpty();
  }

  @Test
  void markupBetweenJoinedArabicLettersLeavesTheTextAsItWas() {
    String text = "وبالسيارة الجديدة";
    PageReader page = page(text, new WeightedSpan(0, 1, 0.1), new WeightedSpan(1, 9, 1));
    assertThat(page.first("blockquote").getTextContent()).isEqualTo(text);
    assertThat(page.first("blockquote").getAttribute("dir")).isEqualTo("rtl");
  }

  @Test
  void aTextOfNothingSaysSo() {
    assertThat(page("").all("blockquote")).isEmpty();
    assertThat(page("").all("p")).extracting(Element::getTextContent).contains("(no text)");
  }

  @Test
  void aWrongPredictionNamesTheTrueLabel() {
    ExplainedText wrong =
        new ExplainedText("a", "pos", Map.of("pos", 0.6), List.of(), Optional.of("neg"));
    assertThat(page(wrong).all("p"))
        .extracting(Element::getTextContent)
        .contains("pos ✗ wrong, it is neg");
  }

  @Test
  void aProbabilityThatIsNaNIsNamedAndHasNoBar() {
    ExplainedText broken =
        new ExplainedText("a", "pos", Map.of("pos", Double.NaN), List.of(), Optional.empty());
    assertThat(page(broken).first("dd").getTextContent()).isEqualTo("NaN");
    assertThat(page(broken).values("style")).contains("width:0.00%").doesNotContain("width:NaN%");
  }

  @Test
  void aPredictionWithoutAProbabilityIsRefused() {
    assertThatThrownBy(
            () -> new ExplainedText("a", "pos", Map.of("neg", 0.6), List.of(), Optional.empty()))
        .hasMessage("explained text: expected a probability of 'pos', got those of [neg]");
  }

  private static PageReader page(String text, WeightedSpan... spans) {
    return page(
        new ExplainedText(
            text, "pos", Map.of("pos", 0.9, "neg", 0.1), Arrays.asList(spans), Optional.empty()));
  }

  private static PageReader page(ExplainedText text) {
    Markup out = new Markup();
    out.open("body");
    new Sentences(List.of(text), Language.of("ar")).writeTo(out);
    return PageReader.read(out.close().document().replace("<!DOCTYPE html>\n", ""));
  }

  /** The marks of the text itself, without the two of the legend. */
  private static List<Element> inText(PageReader page) {
    return page.all("mark").stream().filter(mark -> mark.hasAttribute("title")).toList();
  }

  private static List<String> marks(PageReader page) {
    return inText(page).stream()
        .map(mark -> mark.getTextContent() + " " + mark.getAttribute("class"))
        .toList();
  }
}
