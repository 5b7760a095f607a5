package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.apps.report.PageReader.read;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CompletionSectionTest {
  static CompletionSection section() {
    LearningCurves.Curve curve =
        new LearningCurves.Curve("perplexity", List.of(9.0, 5.0), List.of(8.0, 6.0));
    return new CompletionSection(
        "Next word",
        "ar",
        "A summary.",
        List.of(Score.count("words known", 300)),
        new LearningCurves(List.of(curve), OptionalInt.of(2)),
        List.of(
            new Completion("ذهب الولد إلى ", "ذهب الولد إلى السوق", Map.of("السوق", 0.6)),
            new Completion("Il y a <", "Il y a <un>", Map.of("<un>", 0.25))),
        List.of("ذهب الولد\nIl y a un chat"));
  }

  private static String html() {
    return new HtmlReport(new Report("r", Instant.EPOCH, "", List.of(section()))).html();
  }

  @Test
  void eachTextRunsAsItsLettersDoAndItsSuggestionIsMarked() {
    PageReader page = read(html());
    assertThat(page.all("blockquote").stream().map(quote -> quote.getAttribute("dir")))
        .containsExactly("rtl", "ltr", "rtl", "ltr");
    assertThat(page.all("mark").stream().map(mark -> mark.getTextContent()))
        .containsExactly("السوق", "un>");
    assertThat(page.all("svg")).hasSize(1);
    assertThat(html()).contains("60.0").contains("Written by the model");
  }

  @Test
  void aCompletionGoesOnWithItsPrefix() {
    assertThatThrownBy(() -> new Completion("a b", "a c", Map.of()))
        .hasMessage("completion: expected a text that begins with 'a b', got 'a c'");
  }
}
