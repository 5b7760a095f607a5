package rawi.apps.vision;

import java.util.List;
import rawi.apps.models.Limits;
import rawi.vision.applications.Applications;

/**
 * How a classifier of images is trained. The defaults of the whole application are here and nowhere
 * else.
 *
 * @param architecture what looks at the images
 * @param augment how images are changed in training
 * @param epochs at most so many
 * @param batchSize images a step
 * @param learningRate of Adam, at the first step; half a cosine takes it to 0 at the last
 * @param patience epochs without a better validation accuracy before training ends
 * @param validation share of each class that is kept for validation; 0: none
 * @param seed of everything random
 */
public record VisionOptions(
    Applications architecture,
    List<Augmentation> augment,
    int epochs,
    int batchSize,
    double learningRate,
    int patience,
    double validation,
    long seed) {

  /** The recipe of {@code rawi vision train}, chosen on validation images. */
  public static VisionOptions defaults() {
    return new VisionOptions(Applications.LENET5, List.of(), 10, 64, 0.002, 10, 0.1, 42);
  }

  public VisionOptions {
    augment = List.copyOf(augment);
    Limits.positive("epochs", epochs);
    Limits.positive("batch-size", batchSize);
    Limits.above0("learning-rate", learningRate);
    Limits.positive("patience", patience);
    Limits.rate("validation", validation);
  }
}
