package rawi.apps.vision;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import rawi.nn.metrics.ClassificationReport;
import rawi.vision.images.ImageSource;

/**
 * Images, and what a model took each for.
 *
 * @param images under the model's classes
 * @param probabilities (images, classes)
 * @param labels the true class of each
 */
record Judged(ImageSource images, double[][] probabilities, int[] labels) {
  /**
   * An image that was taken for something else.
   *
   * @param index among the images
   * @param image its name
   * @param probability of what it was taken for
   */
  record Mistake(int index, String image, String label, String predicted, double probability) {}

  ClassificationReport report() {
    return ClassificationReport.of(images.classes(), probabilities, labels);
  }

  /** The mistakes that the model was surest of, the surest first. */
  List<Mistake> worst(int count) {
    return IntStream.range(0, labels.length)
        .filter(i -> answer(i) != labels[i])
        .mapToObj(this::mistake)
        .sorted(Comparator.comparingDouble(Mistake::probability).reversed())
        .limit(count)
        .toList();
  }

  private Mistake mistake(int i) {
    return new Mistake(
        i,
        images.name(i),
        images.classes().get(labels[i]),
        images.classes().get(answer(i)),
        probabilities[i][answer(i)]);
  }

  private int answer(int i) {
    int best = 0;
    for (int k = 1; k < probabilities[i].length; k++) {
      best = probabilities[i][k] > probabilities[i][best] ? k : best;
    }
    return best;
  }
}
