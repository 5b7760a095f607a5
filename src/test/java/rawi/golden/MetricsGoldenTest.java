package rawi.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.metrics.Average;
import rawi.nn.metrics.ClassificationReport;
import rawi.nn.metrics.ConfusionScore;
import rawi.nn.metrics.OutputMetric;
import rawi.nn.metrics.RegressionReport;
import rawi.nn.metrics.RocAuc;
import rawi.nn.metrics.RocCurve;
import rawi.nn.metrics.SparseTopKCategoricalAccuracy;

/** Scores that scikit-learn computed; see {@code golden/metrics}. */
class MetricsGoldenTest {
  private static final double NEAR = 1e-12;
  private static final JsonNode GOLDEN = read();

  private static JsonNode read() {
    try (InputStream json =
        Objects.requireNonNull(
            MetricsGoldenTest.class.getResourceAsStream("/golden/metrics/scores.json"))) {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One set of predictions. */
  record Case(String name, JsonNode json) {
    int[] truth() {
      return StreamSupport.stream(json.get("truth").spliterator(), false)
          .mapToInt(JsonNode::intValue)
          .toArray();
    }

    double[][] probabilities() {
      return matrix(json.get("probabilities"));
    }

    ClassificationReport report() {
      List<String> labels =
          IntStream.range(0, json.get("classes").intValue()).mapToObj(i -> "class " + i).toList();
      return ClassificationReport.of(labels, probabilities(), truth());
    }

    double[] numbers(String field) {
      return row(json.get(field));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static double[] row(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  private static double[][] matrix(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false)
        .map(MetricsGoldenTest::row)
        .toArray(double[][]::new);
  }

  static Stream<Case> cases() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
        .map(json -> new Case(json.get("name").textValue(), json));
  }

  static Stream<Case> numbers() {
    return StreamSupport.stream(GOLDEN.get("numbers").spliterator(), false)
        .map(json -> new Case(json.get("name").textValue(), json));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("counts, and the scores of each class, are scikit-learn's")
  void byClass(Case given) {
    ClassificationReport report = given.report();
    assertEquals(given.json().get("accuracy").doubleValue(), report.accuracy(), NEAR);
    assertEquals(given.json().get("loss").doubleValue(), report.loss(), NEAR);
    assertEquals(
        given.json().get("confusion").toString(), report.confusion().toString().replace(" ", ""));
    List<ClassificationReport.PerClass> all = report.perClass();
    for (int c = 0; c < all.size(); c++) {
      ClassificationReport.PerClass one = all.get(c);
      assertEquals(given.numbers("precision")[c], one.precision(), NEAR);
      assertEquals(given.numbers("recall")[c], one.recall(), NEAR);
      assertEquals(given.numbers("f1")[c], one.f1(), NEAR);
      assertEquals(given.numbers("specificity")[c], one.specificity(), NEAR);
      assertEquals((long) given.numbers("support")[c], one.support());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("macro and weighted means are scikit-learn's")
  void means(Case given) {
    ClassificationReport report = given.report();
    assertArrayEquals(
        given.numbers("macro"),
        new double[] {report.macro().precision(), report.macro().recall(), report.macro().f1()},
        NEAR);
    assertArrayEquals(
        given.numbers("weighted"),
        new double[] {
          report.weighted().precision(), report.weighted().recall(), report.weighted().f1()
        },
        NEAR);
    assertEquals(given.numbers("macro")[2], report.macroF1(), NEAR);
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("ROC curves and their areas are scikit-learn's")
  void curves(Case given) {
    ClassificationReport report = given.report();
    for (int c = 0; c < report.labels().size(); c++) {
      JsonNode area = given.json().get("auc").get(c);
      if (area.isNull()) {
        assertFalse(report.perClass().get(c).rocAuc().isPresent());
        continue;
      }
      assertEquals(area.doubleValue(), report.perClass().get(c).rocAuc().getAsDouble(), NEAR);
      List<RocCurve.Point> points = RocCurve.of(given.probabilities(), given.truth(), c).points();
      double[][] expected = matrix(given.json().get("curves").get(c));
      assertArrayEquals(
          expected[0],
          points.stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray(),
          NEAR);
      assertArrayEquals(
          expected[1],
          points.stream().mapToDouble(RocCurve.Point::truePositiveRate).toArray(),
          NEAR);
    }
    JsonNode ovr = given.json().get("ovr");
    if (!ovr.isEmpty()) {
      double macro = report.macro().rocAuc().getAsDouble();
      assertEquals(ovr.get("macro").doubleValue(), macro, NEAR);
      double weighted = report.weighted().rocAuc().getAsDouble();
      assertEquals(ovr.get("weighted").doubleValue(), weighted, NEAR);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("top k is scikit-learn's")
  void topK(Case given) {
    given
        .report()
        .topK()
        .forEach(
            top ->
                assertEquals(
                    given.json().get("top").get(Integer.toString(top.k())).doubleValue(),
                    top.accuracy(),
                    NEAR));
    assertEquals(given.json().get("top").size(), given.report().topK().size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  @DisplayName("as metrics of a training, batch by batch and from logits, they are the same")
  void asMetrics(Case given) {
    ClassificationReport report = given.report();
    double auc =
        report.labels().size() == 2
            ? report.perClass().get(1).rocAuc().orElse(0)
            : report.macro().rocAuc().orElse(0);
    assertMetric(given, report.macro().f1(), ConfusionScore.f1(Average.MACRO));
    assertMetric(given, report.weighted().f1(), ConfusionScore.f1(Average.WEIGHTED));
    assertMetric(given, report.macro().precision(), ConfusionScore.precision(Average.MACRO));
    assertMetric(given, report.weighted().recall(), ConfusionScore.recall(Average.WEIGHTED));
    assertMetric(given, report.macro().specificity(), ConfusionScore.specificity(Average.MACRO));
    assertMetric(given, report.perClass().get(1).precision(), ConfusionScore.precisionOf(1));
    assertMetric(given, report.perClass().get(1).recall(), ConfusionScore.recallOf(1));
    assertMetric(given, report.perClass().get(0).f1(), ConfusionScore.f1Of(0));
    assertMetric(given, report.perClass().get(0).specificity(), ConfusionScore.specificityOf(0));
    assertMetric(given, auc, RocAuc.ofLogits(Average.MACRO));
    for (ClassificationReport.TopK top : report.topK()) {
      assertMetric(given, top.accuracy(), new SparseTopKCategoricalAccuracy(top.k()));
    }
  }

  /** In three batches, with logits that differ from the log of probabilities by row. */
  private static void assertMetric(Case given, double expected, OutputMetric metric) {
    double[][] p = given.probabilities();
    int[] truth = given.truth();
    metric.update(
        Nd4j.createFromArray(new double[][] {p[0]}),
        Nd4j.createFromArray(new int[] {1 - truth[0] % 2}),
        Optional.empty());
    metric.reset();
    int third = truth.length / 3;
    boolean ties = given.name().equals("ties"); // which a softmax of moved logits would break
    for (int from = 0; from < truth.length; from += third) {
      int to = Math.min(truth.length, from + third);
      double[][] logits = new double[to - from][p[0].length];
      int[] labels = new int[to - from];
      for (int i = from; i < to; i++) {
        for (int c = 0; c < p[0].length; c++) {
          logits[i - from][c] = Math.log(p[i][c]) + (ties ? 0 : i);
        }
        labels[i - from] = truth[i];
      }
      metric.update(Nd4j.createFromArray(logits), Nd4j.createFromArray(labels), Optional.empty());
    }
    assertEquals(expected, metric.result(), 1e-9, metric.name());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  @DisplayName("errors and R2 of numbers are scikit-learn's")
  void regression(Case given) {
    INDArray predictions = Nd4j.createFromArray(matrix(given.json().get("predictions")));
    INDArray targets = Nd4j.createFromArray(matrix(given.json().get("targets")));
    RegressionReport report = RegressionReport.of(predictions, targets);
    assertEquals(given.json().get("mse").doubleValue(), report.mse(), 1e-9);
    assertEquals(given.json().get("rmse").doubleValue(), report.rmse(), 1e-9);
    assertEquals(given.json().get("mae").doubleValue(), report.mae(), 1e-9);
    assertEquals(given.json().get("r2").doubleValue(), report.r2(), 1e-9);
  }
}
