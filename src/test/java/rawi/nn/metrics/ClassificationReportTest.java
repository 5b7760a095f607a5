package rawi.nn.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClassificationReportTest {
  private static final double[][] PROBABILITIES = {{0.75, 0.25}, {0.5, 0.5}, {0.125, 0.875}};
  private static final int[] TRUTH = {0, 1, 1};

  @Test
  @DisplayName("three rows worked by hand")
  void byHand() {
    var report = ClassificationReport.of(List.of("neg", "pos"), PROBABILITIES, TRUTH);
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.accuracy()).isEqualTo(2.0 / 3);
    assertThat(report.macroF1()).isEqualTo(2.0 / 3, within(1e-15));
    assertThat(report.loss())
        .isEqualTo(-(Math.log(0.75) + Math.log(0.5) + Math.log(0.875)) / 3, within(1e-15));
    assertThat(report.ece()).isEqualTo((0.25 + 0.5 + 0.125) / 3, within(1e-15));
    assertThat(report.confusion()).isEqualTo(List.of(List.of(1L, 0L), List.of(1L, 1L)));
    assertThat(report.perClass())
        .containsExactly(
            new ClassificationReport.PerClass("neg", 0.5, 1, 2.0 / 3, 1, 0.5, OptionalDouble.of(1)),
            new ClassificationReport.PerClass("pos", 1, 0.5, 2.0 / 3, 2, 1, OptionalDouble.of(1)));
    assertThat(report.macro())
        .isEqualTo(new ClassificationReport.Means(0.75, 0.75, 2.0 / 3, 0.75, OptionalDouble.of(1)));
    assertThat(report.topK()).isEmpty();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  @DisplayName("as JSON it has exactly the fields that the command line promises, in their order")
  void json() throws JsonProcessingException {
    double[][] certain = {{1, 0}, {0, 1}};
    var report = ClassificationReport.of(List.of("سلبي", "pos"), certain, new int[] {0, 1});
    var json = JsonMapper.builder().addModule(new Jdk8Module()).build();
    String ones = "\"precision\":1.0,\"recall\":1.0,\"f1\":1.0,";
    String others = "\"specificity\":1.0,\"rocAuc\":1.0}";
    assertThat(json.writeValueAsString(report))
        .isEqualTo(
            "{\"rows\":2,\"accuracy\":1.0,\"macroF1\":1.0,\"loss\":0.0,\"ece\":0.0,"
                + "\"labels\":[\"سلبي\",\"pos\"],\"confusion\":[[1,0],[0,1]],\"perClass\":["
                + "{\"label\":\"سلبي\","
                + ones
                + "\"support\":1,"
                + others
                + ",{\"label\":\"pos\","
                + ones
                + "\"support\":1,"
                + others
                + "],\"macro\":{"
                + ones
                + others
                + ",\"weighted\":{"
                + ones
                + others
                + ",\"topK\":[],\"notes\":[]}");
  }

  @Test
  @DisplayName("a true class of probability 0 costs 87.3 nats, so the loss stays a number")
  void certainAndWrong() {
    double[][] certain = {{1, 0}};
    var report = ClassificationReport.of(List.of("a", "b"), certain, new int[] {1});
    assertThat(report.loss()).isEqualTo(-Math.log(Float.MIN_NORMAL)).isEqualTo(87.3, within(0.05));
  }

  @Test
  @DisplayName("the text has its columns under each other")
  void text() {
    var report = ClassificationReport.of(List.of("neg", "pos"), PROBABILITIES, TRUTH);
    assertThat(report.toText())
        .isEqualTo(
            """
            label            precision  recall     f1  specificity  ROC AUC  rows
            neg                  0.500   1.000  0.667        0.500    1.000     1
            pos                  1.000   0.500  0.667        1.000    1.000     2
            (macro mean)         0.750   0.750  0.667        0.750    1.000     3
            (weighted mean)      0.833   0.667  0.667        0.833    1.000     3

            accuracy 0.667  macro F1 0.667  loss 0.371  calibration error 0.292  rows 3

            true \\ predicted  neg  pos
            neg                 1    0
            pos                 1    1
            """);
  }

  @Test
  @DisplayName("Arabic labels, vowel marks and all, keep the columns and their direction")
  void arabicText() {
    var report = ClassificationReport.of(List.of("سَلْبِيّ", "إيجابي"), PROBABILITIES, TRUTH);
    var lines = report.toText().lines().toList();
    // four letters and four marks; six letters; each between two left-to-right marks
    assertThat(lines.get(1))
        .isEqualTo(
            "\u200eسَلْبِيّ\u200e                 0.500   1.000  0.667        0.500    1.000     1");
    assertThat(lines.get(2))
        .isEqualTo(
            "\u200eإيجابي\u200e               1.000   0.500  0.667        1.000    1.000     2");
    assertThat(lines.get(8))
        .isEqualTo("true \\ predicted  \u200eسَلْبِيّ\u200e  \u200eإيجابي\u200e");
    assertThat(lines.get(9)).isEqualTo("\u200eسَلْبِيّ\u200e                 1       0");
  }

  @Test
  @DisplayName("a line break inside a label does not break the table")
  void labelWithLineBreak() {
    var report = ClassificationReport.of(List.of("a\nb", "c"), PROBABILITIES, TRUTH);
    assertThat(report.toText()).contains("\na b ").hasLineCount(11);
  }

  @Test
  @DisplayName("decimals have points and Western digits in an Arabic locale too")
  void anyLocale() {
    var before = Locale.getDefault();
    var report = ClassificationReport.of(List.of("neg", "pos"), PROBABILITIES, TRUTH);
    String expected = report.toText();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(report.toText()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("rows of another width than the labels are refused")
  void wrongWidth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationReport.of(List.of("a", "b", "c"), PROBABILITIES, TRUTH))
        .withMessage("expected 3 probabilities a row, one for each of the labels [a, b, c], got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClassificationReport.of(List.of("a", "b"), PROBABILITIES, new int[] {0, 1, 2}))
        .withMessage("row 2 has the true class 2, expected 0 to 1");
  }
}
