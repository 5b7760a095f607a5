package rawi.apps.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * A page of pictures with their captions and where each word looked.
 *
 * @param title heading of the page, in English
 * @param language BCP 47 tag of the captions
 */
public record AttentionPage(String title, String language, List<CaptionedPicture> pictures) {
  public AttentionPage {
    pictures = List.copyOf(pictures);
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @throws IOException with one line that names the file and what to do
   */
  public void write(Path file) throws IOException {
    CaptionSection section =
        new CaptionSection(
            pictures.size() == 1 ? "1 picture" : pictures.size() + " pictures",
            language,
            "",
            List.of(),
            new LearningCurves(List.of(), OptionalInt.empty()),
            pictures);
    new HtmlReport(new Report(title, Instant.now(), "", List.of(section))).write(file);
  }
}
