package rawi.apps.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A page as a demonstration makes it; {@code main} writes it to look at. */
final class Example {
  private Example() {}

  public static void main(String[] arguments) throws IOException {
    new HtmlReport(report()).write(Path.of(arguments[0]));
  }

  static Report report() {
    return new Report(
        "Rawi: sentiment of French and Arabic sentences",
        Instant.parse("2026-03-14T09:26:00Z"),
        "Rawi 0.1.0, Java 17, CPU with 2 threads, OpenBLAS 0.3.31, seed 42",
        List.of(french(), arabic()));
  }

  static Section french() {
    return new ClassificationSection(
        "French",
        "fr",
        "A bidirectional LSTM of 64 units over 64-dimensional embeddings, trained on 320 sentences"
            + " and stopped early on 40 held out.",
        scores(0.9125, 0.912, 0.041, 21.4),
        curves(
            OptionalInt.of(7),
            List.of(0.69, 0.66, 0.58, 0.44, 0.3, 0.19, 0.12, 0.08, 0.055, 0.04),
            List.of(0.69, 0.67, 0.61, 0.5, 0.39, 0.31, 0.285, 0.29, 0.31, 0.34)),
        ConfusionTable.of(List.of("négatif", "positif"), new long[][] {{37, 3}, {4, 36}}),
        bins(),
        List.of(
            explained(
                "Un film magnifique, je n'ai pas vu le temps passer 😍",
                "positif",
                0.973,
                Optional.of("positif"),
                "magnifique",
                1.31,
                "n'",
                -0.12,
                "pas",
                -0.41,
                "temps",
                0.22,
                "passer",
                0.3,
                "😍",
                0.92),
            explained(
                "Service lent, plats froids : on n'y retournera pas.",
                "négatif",
                0.944,
                Optional.of("négatif"),
                "lent",
                0.8,
                "froids",
                0.96,
                "retournera",
                -0.2,
                "pas",
                0.44),
            explained(
                "Le hammam était superbe, mais l'accueil (« مرحبا » à peine murmuré) m'a déçue.",
                "positif",
                0.561,
                Optional.of("négatif"),
                "superbe",
                0.9,
                "mais",
                -0.55,
                "déçue",
                -0.71,
                "مرحبا",
                0.05)));
  }

  static Section arabic() {
    return new ClassificationSection(
        "Arabic",
        "ar",
        "The same network on standard Arabic and some Tunisian.",
        scores(0.8875, 0.887, 0.063, 183),
        curves(
            OptionalInt.of(6),
            List.of(0.69, 0.67, 0.6, 0.49, 0.36, 0.25, 0.17, 0.12, 0.09),
            List.of(0.69, 0.68, 0.63, 0.55, 0.45, 0.4, 0.41, 0.44, 0.48)),
        ConfusionTable.of(List.of("سلبي", "إيجابي"), new long[][] {{35, 5}, {4, 36}}),
        bins(),
        List.of(
            explained(
                "كانت الرحلة رائعة، وسنعود في الصيف القادم إن شاء الله",
                "إيجابي",
                0.962,
                Optional.of("إيجابي"),
                "رائعة",
                1.2,
                "وسنعود",
                0.6,
                "القادم",
                -0.1),
            explained(
                "الماكلة باردة و le service خايب برشا، ما نرجعش لهنا!",
                "سلبي",
                0.931,
                Optional.of("سلبي"),
                "باردة",
                0.5,
                "service",
                0.21,
                "خايب",
                1.1,
                "برشا",
                0.35,
                "ما",
                0.2,
                "نرجعش",
                0.62),
            explained(
                "Netflix فيها برشا أفلام مزيانة بـ 15 دينار في الشهر 👍🏽",
                "إيجابي",
                0.88,
                Optional.empty(),
                "مزيانة",
                0.8,
                "15",
                -0.2,
                "دينار",
                -0.31,
                "👍🏽",
                0.66),
            explained(
                "barcha behi, w el khedma mriguela",
                "سلبي",
                0.54,
                Optional.of("إيجابي"),
                "barcha",
                0.31,
                "behi",
                -0.4)));
  }

  private static List<Score> scores(double accuracy, double f1, double ece, double seconds) {
    return List.of(
        Score.fraction("accuracy", accuracy).with("on 80 sentences never trained on"),
        Score.fraction("macro-F1", f1),
        Score.fraction("calibration error", ece).with("0 is perfect"),
        Score.seconds("training time", seconds),
        Score.count("training sentences", 320));
  }

  private static LearningCurves curves(
      OptionalInt best, List<Double> training, List<Double> validation) {
    return new LearningCurves(
        List.of(
            new LearningCurves.Curve("loss", training, validation),
            new LearningCurves.Curve("accuracy", accuracy(training), accuracy(validation))),
        best);
  }

  private static List<Double> accuracy(List<Double> loss) {
    return loss.stream().map(value -> 1 - 0.7 * value * value - 0.15 * value).toList();
  }

  private static List<CalibrationBin> bins() {
    return List.of(
        new CalibrationBin(0.5, 0.6, 7, 0.55, 0.571),
        new CalibrationBin(0.6, 0.7, 6, 0.66, 0.667),
        new CalibrationBin(0.7, 0.8, 0, 0, 0),
        new CalibrationBin(0.8, 0.9, 14, 0.86, 0.857),
        new CalibrationBin(0.9, 1, 53, 0.97, 0.98));
  }

  /** Pieces, each where it first begins a word, and their weights in turn. */
  private static ExplainedText explained(
      String text, String label, double probability, Optional<String> expected, Object... pieces) {
    List<WeightedSpan> spans = new ArrayList<>();
    for (int i = 0; i < pieces.length; i += 2) {
      String piece = (String) pieces[i];
      var word = Pattern.compile("(?<!\\p{L})" + Pattern.quote(piece)).matcher(text);
      int start = word.results().findFirst().orElseThrow().start();
      spans.add(new WeightedSpan(start, start + piece.length(), (Double) pieces[i + 1]));
    }
    boolean arabic = label.codePointAt(0) > 0x600;
    String other =
        label.equals(arabic ? "سلبي" : "négatif")
            ? (arabic ? "إيجابي" : "positif")
            : (arabic ? "سلبي" : "négatif");
    Map<String, Double> probabilities = new LinkedHashMap<>();
    probabilities.put(label, probability);
    probabilities.put(other, 1 - probability);
    return new ExplainedText(text, label, probabilities, spans, expected);
  }
}
