package rawi.apps.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rawi.apps.cli.GlobalOptions;
import rawi.apps.cli.Session;
import rawi.apps.report.CaptionSection;
import rawi.apps.report.HtmlReport;
import rawi.apps.report.Report;

class CaptionDemoTest {
  @Test
  void eachLanguageHasASectionWithPicturesAndWhereEachWordLooked() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Session session =
        new Session(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            Map.of(),
            new GlobalOptions());
    CaptionDemo.Outcome outcome = new CaptionDemo(32, 16, 1, 1).run(session);
    assertThat(outcome.results().keySet()).containsExactly("fr", "ar", "en");
    assertThat(outcome.sections())
        .extracting(CaptionSection::language)
        .containsExactly("fr", "ar", "en");
    for (CaptionSection section : outcome.sections()) {
      assertThat(section.pictures()).hasSize(8);
      section
          .pictures()
          .forEach(
              picture -> {
                assertThat(picture.words()).isNotEmpty();
                assertThat(picture.right()).isPresent();
                picture
                    .words()
                    .forEach(word -> assertThat(sum(word.weights())).isBetween(0.999, 1.001));
              });
    }
    String html =
        new HtmlReport(new Report("demo", Instant.EPOCH, "", List.copyOf(outcome.sections())))
            .html();
    assertThat(html).contains("Captions of drawn scenes in Arabic", "dir=\"rtl\"");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("exactly right on 16 scenes");
  }

  private static double sum(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
