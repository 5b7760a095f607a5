package rawi.apps.tune;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rawi.apps.hyper.Settings;
import rawi.apps.vision.ImageForm;
import rawi.apps.vision.ImageSplit;
import rawi.apps.vision.VisionModel;
import rawi.apps.vision.VisionOptions;
import rawi.apps.vision.VisionParameters;
import rawi.apps.vision.VisionTraining;
import rawi.nn.backend.Kernels;
import rawi.nn.selection.Holdout;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.images.ImageSource;

/** Classifiers of images under cross-validation. */
record VisionSubject(ImageSource images, ImageForm form, Portions portions, long seed)
    implements Subject {

  @Override
  public void check(Settings settings) {
    VisionOptions options = options(settings);
    VisionTraining.check(options.architecture(), form(options), images.classes().size());
    Portions.check(settings);
  }

  /** The watched images are chosen here, and not by the training. */
  private VisionOptions options(Settings settings) {
    return VisionParameters.options(settings, 0, seed);
  }

  private Form form(VisionOptions options) {
    return form.of(images, options.architecture().side());
  }

  @Override
  public Map<String, Double> run(Settings settings, int fold, Kernels kernels) {
    Holdout parts = portions.learnt(fold, settings);
    ImageSource train = part(parts.train());
    VisionOptions options = options(settings);
    VisionTraining training =
        new VisionTraining(
            new ImageSplit(train, Optional.of(part(parts.valid()))),
            form(options),
            options,
            kernels,
            List.of());
    try (VisionModel model = training.run()) {
      return Measure.all(model.evaluate(part(portions.judged(fold))), model.evaluate(train));
    }
  }

  private ImageSource part(List<Integer> numbers) {
    return images.only(numbers.stream().mapToInt(Integer::intValue).toArray());
  }
}
