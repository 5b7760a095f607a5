package rawi.apps.vision;

import static rawi.apps.hyper.HyperParameter.choice;
import static rawi.apps.hyper.HyperParameter.real;
import static rawi.apps.hyper.HyperParameter.whole;

import java.util.List;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.apps.models.Limits;
import rawi.vision.images.ImageSource;

/**
 * How each stage of a {@link TransferLearning} learns. The defaults of the whole application are
 * here and nowhere else.
 *
 * @param imageSize height and width that images are brought to
 * @param cut the layer behind which layers learn when the network is fine-tuned
 * @param rate of the head and of the network from nothing
 * @param fineEpochs 0: nothing is fine-tuned
 * @param fineRate of the last layers
 * @param scratchEpochs 0: nothing is trained from nothing
 * @param batch images a step
 * @param mirror {@code on}: a mirror image of each image is learnt from too
 * @param seeds how many heads are trained, from draws of their own
 */
record TransferSettings(
    int imageSize,
    String cut,
    int epochs,
    double rate,
    int fineEpochs,
    double fineRate,
    int scratchEpochs,
    int batch,
    String mirror,
    int seeds) {
  private static final Space ANY_WHOLE = new Space.Whole(0, Integer.MAX_VALUE, false);
  private static final Space ANY_REAL = new Space.Real(0, 1, false);
  private static final String ON = "on";
  private static final String OFF = "off";

  TransferSettings {
    Limits.positive("image-size", imageSize);
    Limits.positive("epochs", epochs);
    Limits.above0("learning-rate", rate);
    Limits.notNegative("fine-epochs", fineEpochs);
    Limits.above0("fine-rate", fineRate);
    Limits.notNegative("scratch-epochs", scratchEpochs);
    Limits.positive("batch-size", batch);
    Limits.positive("seeds", seeds);
  }

  static TransferSettings defaults() {
    return new TransferSettings(96, "block_15_add", 20, 0.001, 5, 0.0001, 0, 64, OFF, 1);
  }

  /** What is learnt from, of these images. */
  ImageSource learntFrom(ImageSource images) {
    return mirror.equals(ON) ? images.withMirrored() : images;
  }

  /** Each as the command line has it. */
  static HyperParameters<TransferSettings> parameters() {
    return new HyperParameters<>(
        List.of(
            whole(
                "image-size",
                "Height and width that images are brought to.",
                ANY_WHOLE,
                TransferSettings::imageSize),
            new HyperParameter<>(
                "cut",
                "LAYER",
                "Layers behind this one are fine-tuned.",
                new Space.Name(),
                TransferSettings::cut),
            whole("epochs", "Of the new head.", ANY_WHOLE, TransferSettings::epochs),
            real(
                "learning-rate",
                "Of the new head, and from nothing.",
                ANY_REAL,
                TransferSettings::rate),
            whole(
                "fine-epochs", "Of fine-tuning; 0: none.", ANY_WHOLE, TransferSettings::fineEpochs),
            real(
                "fine-rate",
                "The learning rate of fine-tuning.",
                ANY_REAL,
                TransferSettings::fineRate),
            whole(
                "scratch-epochs",
                "Of the network from nothing; 0: none.",
                ANY_WHOLE,
                TransferSettings::scratchEpochs),
            whole("batch-size", "Images a step.", ANY_WHOLE, TransferSettings::batch),
            choice(
                "mirror",
                "Whether the mirror image of each image is learnt from too.",
                TransferSettings::mirror,
                ON,
                OFF),
            whole(
                "seeds",
                "Heads to train, each from draws of its own.",
                ANY_WHOLE,
                TransferSettings::seeds)),
        defaults());
  }

  /**
   * The settings that have these values.
   *
   * @throws IllegalArgumentException if one cannot be, beginning with its name
   */
  static TransferSettings of(Settings chosen) {
    return new TransferSettings(
        chosen.whole("image-size"),
        chosen.text("cut"),
        chosen.whole("epochs"),
        chosen.real("learning-rate"),
        chosen.whole("fine-epochs"),
        chosen.real("fine-rate"),
        chosen.whole("scratch-epochs"),
        chosen.whole("batch-size"),
        chosen.text("mirror"),
        chosen.whole("seeds"));
  }
}
