package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.apps.report.PageReader.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class HtmlReportTest {
  private static final String HOSTILE =
      "</p><script>alert('x')</script> \" onload=\"x &amp; \u202Eفيلم\u2069\u2069 \u0000\uFFFF\uD83D";

  @Test
  void isWellFormedAndLoadsNothing() {
    String html = new HtmlReport(Example.report()).html();
    PageReader page = read(html);
    assertThat(page.all("section")).hasSize(2);
    assertThat(
            html.replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1999/xhtml", ""))
        .doesNotContain("http:", "https:", "src=", "url(", "@import", "<script", "<link");
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void idsAreUniqueAndEveryReferenceHasItsTarget() {
    PageReader page = read(new HtmlReport(Example.report()).html());
    List<String> ids = page.values("id");
    assertThat(ids).doesNotHaveDuplicates();
    page.values("aria-labelledby").forEach(value -> assertThat(ids).contains(value.split(" ")));
    page.values("href").forEach(value -> assertThat(ids).contains(value.substring(1)));
  }

  @Test
  void everyTableHeaderSaysWhatItHeadsAndEveryPictureHasWords() {
    PageReader page = read(new HtmlReport(Example.report()).html());
    assertThat(page.all("th")).isNotEmpty().allMatch(header -> header.hasAttribute("scope"));
    assertThat(page.all("svg")).hasSize(6).allMatch(svg -> svg.getAttribute("role").equals("img"));
    assertThat(page.all("desc")).hasSize(6).noneMatch(words -> words.getTextContent().isBlank());
  }

  @Test
  void hostileTextComesOutAsTextWhereverItStands() {
    Section section =
        new ClassificationSection(
            HOSTILE,
            "fr",
            HOSTILE,
            List.of(Score.fraction(HOSTILE, 1).with(HOSTILE)),
            new LearningCurves(
                List.of(new LearningCurves.Curve(HOSTILE, List.of(1.0, Double.NaN), List.of())),
                OptionalInt.of(1)),
            ConfusionTable.of(List.of(HOSTILE, "b"), new long[][] {{1, 0}, {0, 1}}),
            List.of(),
            List.of(
                new ExplainedText(
                    HOSTILE,
                    HOSTILE,
                    Map.of(HOSTILE, 1.0),
                    List.of(new WeightedSpan(0, HOSTILE.length(), 1)),
                    Optional.of("b"))));
    Report report = new Report(HOSTILE, Instant.EPOCH, HOSTILE, List.of(section, section));
    PageReader page = read(new HtmlReport(report).html());
    assertThat(page.all("script")).isEmpty();
    assertThat(page.values("onload")).isEmpty();
    String harmless =
        HOSTILE.replace('\u0000', '\uFFFD').replace('\uFFFF', '\uFFFD').replace('\uD83D', '\uFFFD');
    assertThat(page.first("blockquote").getTextContent()).isEqualTo(harmless);
    assertThat(page.first("h1").getTextContent()).isEqualTo(harmless);
    assertThat(page.all("title").get(0).getTextContent()).doesNotContain("\u202E", "\u2069");
  }

  @Test
  void wordsFromDataThatTurnDirectionsStayInAnIsolateOfTheirOwn() {
    Report report = new Report("a \u202E b", Instant.EPOCH, "\u2067 c", List.of());
    PageReader page = read(new HtmlReport(report).html());
    for (String turned : List.of("a \u202E b", "\u2067 c")) {
      assertThat(page.all("bdi")).anyMatch(isolate -> isolate.getTextContent().equals(turned));
    }
    assertThat(page.first("style").getTextContent()).contains("bdi { display: inline-block;");
  }

  @Test
  void arabicRunsFromTheRightAndSaysItsLanguage() {
    PageReader page = read(new HtmlReport(Example.report()).html());
    assertThat(page.all("blockquote").stream().map(HtmlReportTest::languageAndDirection))
        .containsExactly("fr ltr", "fr ltr", "fr ltr", "ar rtl", "ar rtl", "ar rtl", "und ltr");
    assertThat(page.all("bdi"))
        .filteredOn(isolate -> isolate.getTextContent().equals("إيجابي"))
        .isNotEmpty()
        .allMatch(isolate -> languageAndDirection(isolate).equals("ar rtl"));
    assertThat(page.all("span"))
        .filteredOn(name -> name.getAttribute("class").equals("own"))
        .extracting(HtmlReportTest::languageAndDirection)
        .containsExactly("fr ltr", "ar rtl");
    assertThat(languageAndDirection(page.first("html"))).isEqualTo("en ltr");
  }

  @Test
  void aReportOfNothingAndASectionOfNothingAreStillPages() {
    Section empty =
        new ClassificationSection(
            "Nothing",
            "und",
            "",
            List.of(),
            LearningCurves.none(),
            ConfusionTable.none(),
            List.of(),
            List.of());
    assertThat(read(html(List.of())).all("section")).isEmpty();
    PageReader page = read(html(List.of(empty)));
    assertThat(page.first("h2").getTextContent()).isEqualTo("Nothing");
    assertThat(page.all("h3")).isEmpty();
    assertThat(page.all("svg")).isEmpty();
    assertThat(page.all("table")).isEmpty();
  }

  @Test
  void everyKindOfSectionHasABody() {
    List<Section> oneOfEach =
        List.of(Example.french(), CompletionSectionTest.section(), CaptionSectionTest.section());
    assertThat(oneOfEach.stream().<Class<?>>map(Section::getClass))
        .containsExactlyInAnyOrder(Section.class.getPermittedSubclasses());
    assertThat(read(html(oneOfEach)).all("h3")).hasSizeGreaterThanOrEqualTo(oneOfEach.size());
  }

  @Test
  void saysTheSameInEveryLocale() {
    String expected = new HtmlReport(Example.report()).html();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new HtmlReport(Example.report()).html()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void writesTheWholeFileOverAnOldOneAndLeavesNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, "old");
    HtmlReport report = new HtmlReport(Example.report());
    report.write(file);
    assertThat(file).hasContent(report.html());
    assertThat(folder).isDirectoryContaining(file::equals);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFolderThatIsMissingOrAFolderAsTargetIsOneClearLine(@TempDir Path folder) {
    HtmlReport report = new HtmlReport(Example.report());
    assertThatThrownBy(() -> report.write(folder.resolve("no/report.html")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("no/report.html", "does not exist", "create it first")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> report.write(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a file, got a folder");
  }

  @Test
  void aNameThatTheFileSystemRefusesIsOneClearLineAndLeavesNoDraft(@TempDir Path folder)
      throws IOException {
    HtmlReport report = new HtmlReport(Example.report());
    assertThatThrownBy(() -> report.write(folder.resolve("r".repeat(300) + ".html")))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("cannot be written", "check the rights and the free space")
        .hasMessageNotContaining("\n");
    assertThat(folder).isEmptyDirectory();
  }

  private static String html(List<Section> sections) {
    return new HtmlReport(new Report("t", Instant.EPOCH, "", sections)).html();
  }

  private static String languageAndDirection(Element element) {
    return element.getAttribute("lang") + " " + element.getAttribute("dir");
  }
}
