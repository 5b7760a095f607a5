package rawi.apps.vision;

import static rawi.apps.hyper.HyperParameter.real;
import static rawi.apps.hyper.HyperParameter.whole;

import java.util.List;
import java.util.stream.Stream;
import rawi.apps.hyper.HyperParameter;
import rawi.apps.hyper.HyperParameters;
import rawi.apps.hyper.Settings;
import rawi.apps.hyper.Space;
import rawi.vision.applications.Applications;

/** The hyper-parameters of {@link VisionOptions}, for the command line and for searches. */
public final class VisionParameters {
  private static final String AUGMENT = "augment";
  private static final String BATCH = "batch-size";

  private static final HyperParameter<VisionOptions> ARCH =
      new HyperParameter<>(
          "arch",
          "NAME",
          "What looks at the images: lenet5, small-vgg, small-resnet, resnet18 .. mobilenetv2.",
          new Space.Choice(Stream.of(Applications.values()).map(Applications::key).toList()),
          options -> options.architecture().key());

  private VisionParameters() {}

  /** Each with the default of {@link VisionOptions#defaults}. */
  public static HyperParameters<VisionOptions> all() {
    return new HyperParameters<>(
        Stream.concat(Stream.of(ARCH), ofOneArchitecture().all().stream()).toList(),
        VisionOptions.defaults());
  }

  /** All but the architecture: what a random search varies where nothing is named. */
  public static HyperParameters<VisionOptions> ofOneArchitecture() {
    return new HyperParameters<>(
        List.of(
            new HyperParameter<>(
                AUGMENT,
                "LIST",
                "Changes of the images in training, with commas or plus signs between them, of "
                    + String.join(",", Augmentation.CHOICE.names())
                    + "; or none.",
                Augmentation.CHOICE,
                options -> Augmentation.join(options.augment())),
            whole(
                "epochs",
                "Rounds over the data, at most.",
                new Space.Whole(5, 30, false),
                VisionOptions::epochs),
            whole(
                BATCH,
                "Images a training step.",
                new Space.Whole(16, 256, true),
                VisionOptions::batchSize),
            real(
                "learning-rate",
                "How large the first steps of Adam are; they shrink to 0.",
                new Space.Real(1e-4, 1e-2, true),
                VisionOptions::learningRate),
            whole(
                "patience",
                "Epochs in a row without a better one that end it.",
                new Space.Whole(3, 15, false),
                VisionOptions::patience)),
        VisionOptions.defaults());
  }

  /**
   * The options that have these values.
   *
   * @param validation share of each class that is kept for validation
   * @throws IllegalArgumentException if one cannot be, beginning with its name
   */
  public static VisionOptions options(Settings chosen, double validation, long seed) {
    return new VisionOptions(
        Applications.named(chosen.text(ARCH.name())).orElseThrow(),
        Augmentation.listOf(chosen.text(AUGMENT)),
        chosen.whole("epochs"),
        chosen.whole(BATCH),
        chosen.real("learning-rate"),
        chosen.whole("patience"),
        validation,
        seed);
  }
}
