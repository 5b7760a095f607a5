package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rawi.apps.report.PageReader.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import rawi.vision.images.Image;
import rawi.vision.images.ImageFile;

class CaptionSectionTest {
  /** Half red, half blue. */
  private static Image image(int height, int width) {
    byte[] pixels = new byte[height * width * 3];
    for (int i = 0; i < height * width; i++) {
      pixels[3 * i + (i % width < width / 2 ? 0 : 2)] = (byte) 200;
    }
    return new Image(height, width, 3, pixels);
  }

  private static CaptionedPicture picture(String caption, Optional<Boolean> right) {
    return new CaptionedPicture(
        "a \"picture\"",
        Picture.of(image(20, 40)),
        caption,
        OptionalDouble.of(0.42),
        right,
        List.of("ثلاث دوائر", "three circles"),
        List.of(
            new AttendedWord("دائرتان", 1, 2, new float[] {0.75f, 0.25f}),
            new AttendedWord("<b>", 2, 1, new float[] {0.5f, 0.5f})));
  }

  static CaptionSection section() {
    return section(picture("a", Optional.empty()));
  }

  private static CaptionSection section(CaptionedPicture... pictures) {
    return new CaptionSection(
        "Captions",
        "ar",
        "A summary.",
        List.of(),
        new LearningCurves(List.of(), OptionalInt.empty()),
        List.of(pictures));
  }

  private static String html(CaptionSection... sections) {
    return new HtmlReport(new Report("r", Instant.EPOCH, "", List.of(sections))).html();
  }

  @Test
  void aCaptionRunsAsItsLettersDoAndSoDoTheWordsUnderIt() {
    PageReader page =
        read(
            html(
                section(
                    picture("دائرتان حمراوان", Optional.empty()),
                    picture("two", Optional.empty()))));
    assertThat(page.all("blockquote").stream().map(quote -> quote.getAttribute("dir")))
        .containsExactly("rtl", "ltr");
    List<Element> looks =
        page.all("ul").stream().filter(ul -> ul.getAttribute("class").equals("looks")).toList();
    assertThat(looks).extracting(ul -> ul.getAttribute("dir")).containsExactly("rtl", "ltr");
    assertThat(page.all("blockquote").get(0).getTextContent()).isEqualTo("دائرتان حمراوان");
  }

  @Test
  void aPictureStandsInThePageOnceAndItsWordsReferToIt() {
    String html =
        html(section(picture("a", Optional.empty())), section(picture("b", Optional.empty())));
    PageReader page = read(html);
    List<String> ids = page.values("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.all("image")).hasSize(2);
    assertThat(page.all("use"))
        .hasSize(4)
        .allMatch(use -> ids.contains(use.getAttribute("href").substring(1)));
    page.values("filter")
        .forEach(url -> assertThat(ids).contains(url.substring(5, url.length() - 1)));
    assertThat(
            html.replace("http://www.w3.org/2000/svg", "")
                .replace("http://www.w3.org/1999/xhtml", ""))
        .doesNotContain("http:", "https:", "src=", "<script", "<link", "<b>");
  }

  @Test
  void theVeilIsThickestWhereAWordDidNotLook() {
    PageReader page = read(html(section(picture("a", Optional.empty()))));
    List<Element> cells = page.all("rect");
    assertThat(cells).hasSize(3 * 4 + 4 * 3); // each grid with a cell more on every side
    Element looked = cell(cells.subList(0, 12), 0, 0);
    Element passed = cell(cells.subList(0, 12), 1, 0);
    assertThat(looked.getAttribute("fill-opacity")).isEqualTo("0.00");
    assertThat(passed.getAttribute("fill-opacity")).isEqualTo("0.59"); // 0.88 (1 - 0.25/0.75)
    assertThat(cells.subList(12, 24)).allMatch(c -> c.getAttribute("fill-opacity").equals("0.00"));
    assertThat(page.all("small").stream().map(Element::getTextContent))
        .containsExactly("75.0%", "50.0%");
  }

  private static Element cell(List<Element> cells, int x, int y) {
    return cells.stream()
        .filter(
            c ->
                c.getAttribute("x").equals(Integer.toString(x))
                    && c.getAttribute("y").equals(Integer.toString(y)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsRightIsSaidWhereThereIsOneRightCaption() {
    assertThat(html(section(picture("a", Optional.of(true)))))
        .contains("✓ right", "42.0%")
        .doesNotContain("three circles");
    assertThat(html(section(picture("a", Optional.of(false)))))
        .contains("✗ wrong", "It is:", "three circles");
    assertThat(html(section(picture("a", Optional.empty()))))
        .contains("People wrote:")
        .doesNotContain("✗");
  }

  @Test
  void aSmallPictureKeepsItsPixelsAndALargeOneIsMadeSmaller() throws IOException {
    Picture small = Picture.of(image(20, 40));
    assertThat(small.uri()).startsWith("data:image/png;base64,");
    byte[] file = Base64.getDecoder().decode(small.uri().substring(small.uri().indexOf(',') + 1));
    assertThat(ImageFile.decode(file, "small").floats()).isEqualTo(image(20, 40).floats());
    Picture large = Picture.of(image(300, 1500));
    assertThat(large.uri()).startsWith("data:image/jpeg;base64,").hasSizeLessThan(20_000);
    assertThat(large.width()).isBetween(300, 320);
    assertThat(large.height()).isBetween(60, 64);
    byte[] jpeg = Base64.getDecoder().decode(large.uri().substring(large.uri().indexOf(',') + 1));
    assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(large.width());
    assertThat(Picture.of(new Image(9, 2000, 1, new byte[18000])).height()).isEqualTo(1);
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> new AttendedWord("w", 2, 2, new float[3]))
        .hasMessage("attention of 'w': expected 2 x 2 weights, got 3");
    assertThatThrownBy(() -> new AttendedWord("w", 1, 1, new float[] {Float.NaN}))
        .hasMessage("attention of 'w': expected weights of 0 or more, got NaN");
  }

  @Test
  void aPageOfPicturesIsWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("looks.html");
    new AttentionPage("Looks", "ar", List.of(picture("a", Optional.empty()))).write(file);
    PageReader page = read(Files.readString(file));
    assertThat(page.first("h1").getTextContent()).isEqualTo("Looks");
    assertThat(page.first("h2").getTextContent()).startsWith("1 picture");
  }
}
