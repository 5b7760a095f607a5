package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class ChartsTest {
  private static final double NAN = Double.NaN;

  @Test
  void valuesThatAreNotFiniteBreakTheLineAndAreNamed() {
    PageReader page =
        chart(List.of(0.9, 0.7, NAN, 0.4, 0.3), List.of(1.0, Double.POSITIVE_INFINITY));
    assertThat(page.all("polyline")).hasSize(2);
    assertThat(page.first("figcaption").getTextContent())
        .isEqualTo("Not drawn: training at epoch 3 (NaN); validation at epoch 2 (∞).");
    assertThat(page.values("points")).noneMatch(points -> points.contains("NaN"));
  }

  @Test
  void aCurveOfNothingButNaNIsAnEmptyChartWithWords() {
    PageReader page = chart(List.of(NAN, NAN), List.of());
    assertThat(page.all("polyline")).isEmpty();
    assertThat(page.first("figcaption").getTextContent()).contains("1 (NaN), 2 (NaN)");
  }

  @Test
  void aSingleEpochIsADot() {
    PageReader page = chart(List.of(0.5), List.of(0.6));
    assertThat(page.all("polyline")).isEmpty();
    assertThat(page.all("circle"))
        .extracting(dot -> dot.getAttribute("class"))
        .contains("training dot", "validation dot");
  }

  @Test
  void theBestEpochIsMarkedOnTheValidationLine() {
    PageReader page = chart(List.of(0.9, 0.5, 0.1), List.of(0.9, 0.6, 0.8));
    String marked =
        page.all("circle").stream()
            .filter(ring -> !ring.getAttribute("cy").equals("14.00"))
            .map(ring -> ring.getAttribute("cx") + "," + ring.getAttribute("cy"))
            .findFirst()
            .orElseThrow();
    assertThat(page.values("points").get(1)).contains(" " + marked + " ");
    assertThat(page.first("desc").getTextContent())
        .isEqualTo(
            "3 epochs; training from 0.900 to 0.100; validation from 0.900 to 0.800; best epoch 2.");
  }

  @Test
  void aBestEpochThatNeverWasIsRefused() {
    assertThatThrownBy(() -> new LearningCurves(List.of(), OptionalInt.of(1)))
        .hasMessage("best epoch: expected 1 to 0, got 1");
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.69, 0.0 0.2 0.4 0.6 0.8",
    "0.5, 0.5, 0.44 0.46 0.48 0.50 0.52 0.54 0.56",
    "-3, 4, −4 −2 0 2 4"
  })
  void ticksAreRoundNumbersAroundTheValues(double min, double max, String expected) {
    Axis axis = Axis.covering(DoubleStream.of(min, max));
    assertThat(axis.ticks().stream().map(axis::label)).containsExactly(expected.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1e30, 1e30",
    "4.9e-324, 1e-323",
    "-3.4e38, 3.4e38",
    "1e9, 1000000000.0000001",
    "0, 1e-20"
  })
  void extremeValuesStillHaveAFewTicksAroundThem(double min, double max) {
    Axis axis = Axis.covering(DoubleStream.of(min, max));
    assertThat(axis.ticks().size()).isBetween(2, 12);
    assertThat(axis.ticks()).allMatch(Double::isFinite);
    assertThat(axis.from()).isLessThanOrEqualTo(min);
    assertThat(axis.to()).isGreaterThanOrEqualTo(max);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "12, 12", "13, 7", "100, 11", "1000, 11"})
  void epochsHaveAFewWholeTicks(int epochs, int ticks) {
    Axis axis = Axis.epochs(epochs);
    assertThat(axis.ticks()).hasSize(ticks).startsWith(1.0).isSorted();
    assertThat(axis.ticks()).allMatch(tick -> tick == Math.rint(tick) && tick <= epochs);
  }

  @Test
  void theConfusionMatrixHasCountsAndSharesOfTheRow() {
    ConfusionTable table = ConfusionTable.of(List.of("neg", "pos"), new long[][] {{6, 2}, {0, 0}});
    PageReader page = drawn(out -> new ConfusionMatrix(table, Language.of("fr")).writeTo(out));
    assertThat(page.all("td"))
        .extracting(Element::getTextContent)
        .containsExactly("675.0%", "225.0%", "8", "0–", "0–", "0");
    assertThat(page.values("style"))
        .containsExactly("--share:0.75", "--share:0.25", "--share:0.00", "--share:0.00");
  }

  @Test
  void aConfusionTableThatIsNotSquareIsRefused() {
    assertThatThrownBy(() -> ConfusionTable.of(List.of("a", "b"), new long[][] {{1, 2}}))
        .hasMessage(
            "confusion table: expected 2 rows of 2 counts for the labels [a, b], got rows of [2]");
  }

  @Test
  void theReliabilityDiagramDrawsABarForEveryBinThatHoldsSomething() {
    List<CalibrationBin> bins =
        List.of(
            new CalibrationBin(0, 0.5, 0, NAN, NAN),
            new CalibrationBin(0.5, 0.75, 8, 0.6, 0.5),
            new CalibrationBin(0.75, 1, 2, 0.9, NAN));
    PageReader page = drawn(out -> new ReliabilityDiagram(bins, "r").writeTo(out));
    assertThat(page.all("rect")).hasSize(1);
    assertThat(page.all("td"))
        .extracting(Element::getTextContent)
        .containsExactly("0", "–", "–", "8", "0.600", "0.500", "2", "0.900", "NaN");
  }

  private static PageReader chart(List<Double> training, List<Double> validation) {
    var curve = new LearningCurves.Curve("loss", training, validation);
    OptionalInt best = training.size() > 2 ? OptionalInt.of(2) : OptionalInt.empty();
    return drawn(out -> new LineChart(curve, best, "c").writeTo(out));
  }

  private static PageReader drawn(Consumer<Markup> part) {
    Markup out = new Markup();
    out.open("body");
    part.accept(out);
    return PageReader.read(out.close().document().replace("<!DOCTYPE html>\n", ""));
  }
}
