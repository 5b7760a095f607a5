package rawi.apps.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Layer;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.schedules.CosineDecay;
import rawi.nn.training.Callback;
import rawi.nn.training.Dataset;
import rawi.nn.training.EarlyStopping;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.Trainer;
import rawi.nn.training.TrainingState;
import rawi.vision.applications.Applications;
import rawi.vision.applications.Preprocessing;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageDataset.Form;

/** Makes a {@link VisionModel} from images and their classes. */
public final class VisionTraining {
  private static final String MONITOR = "val_accuracy";
  private static final String OF_EQUALS = "val_loss"; // accuracies of few images are often equal
  private static final String BODY = "body";

  private final VisionConfig config;
  private final Kernels kernels;
  private final Network network;
  private final Dataset training;
  private final Optional<Dataset> validation;
  private final Optional<EarlyStopping> earlyStopping;
  private final Trainer trainer;

  /**
   * Prepares a run.
   *
   * @param images at least two classes with images
   * @param form what each image is brought to
   * @param listeners told of the run's course, after it was decided whether an epoch was the best
   * @throws IllegalArgumentException if the images are too small for the architecture, or it does
   *     not tell images apart
   */
  public VisionTraining(
      ImageSplit images,
      Form form,
      VisionOptions options,
      Kernels kernels,
      List<Callback> listeners) {
    List<String> classes = images.train().classes();
    this.config = new VisionConfig(options.architecture().key(), classes, form);
    this.kernels = kernels;
    this.network = network(config, options);
    this.training =
        ImageDataset.shuffled(images.train(), form, options.batchSize(), options.seed());
    this.validation =
        images
            .valid()
            .map(v -> ImageDataset.inOrder(v.withClasses(classes), form, options.batchSize()));
    this.earlyStopping =
        validation.map(v -> new EarlyStopping(MONITOR, options.patience()).breakingTies(OF_EQUALS));
    List<Callback> callbacks = new ArrayList<>(earlyStopping.stream().toList());
    callbacks.addAll(listeners);
    long steps = (training.examples() + options.batchSize() - 1L) / options.batchSize();
    Adam adam = Adam.of(CosineDecay.of(options.learningRate(), steps * options.epochs()));
    this.trainer =
        new Trainer(
            network,
            Recipe.of(new SparseCategoricalCrossentropy(), adam)
                .with(SparseCategoricalAccuracy::new),
            kernels,
            Trainer.Options.epochs(options.epochs()).withSeed(options.seed()),
            callbacks);
  }

  /** Changes of the images in training, numbers from 0 to 1, the architecture. */
  private static Network network(VisionConfig config, VisionOptions options) {
    Form form = config.form();
    Shape image = Shape.of(form.height(), form.width(), form.channels());
    List<Layer.Spec> layers =
        new ArrayList<>(options.augment().stream().map(Augmentation::layer).toList());
    if (options.architecture().preprocessing() != Preprocessing.NONE) {
      layers.add(new Rescaling(1.0 / 255));
    }
    layers.add(body(options.architecture(), form, config.classes().size()).asLayer().named(BODY));
    return Network.of(new Sequential(layers), image, new Weights(options.seed(), DataType.FLOAT));
  }

  /**
   * Refuses what cannot be trained, before anything is allocated.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static void check(Applications architecture, Form form, int classes) {
    body(architecture, form, classes);
  }

  /** From images to logits. */
  private static Model body(Applications architecture, Form form, int classes) {
    Model model =
        architecture.model(
            o ->
                o.inputShape(form.height(), form.width(), form.channels())
                    .classes(classes)
                    .classifierActivation(Activations.LINEAR));
    Shape output = model.outputShapes(model.inputShapes()).get(0);
    if (!output.equals(Shape.of(classes))) {
      throw new IllegalArgumentException(
          "%s: expected a network that names what an image shows, got one that gives %s; choose another"
              .formatted(architecture.key(), output));
    }
    return model;
  }

  /** Goes on from a checkpoint of a run with the same data and options. */
  void resume(TrainingState state) {
    trainer.resume(state);
  }

  /** Trains to the end and gives the model of the best epoch. */
  public VisionModel run() {
    trainer.fit(training, validation);
    return new VisionModel(config, network, kernels, () -> {});
  }

  List<EpochReport> history() {
    return trainer.history();
  }

  /** The epoch whose weights were kept: the best on validation images, without them the last. */
  EpochReport best() {
    int last = history().size();
    return history().get(earlyStopping.map(EarlyStopping::bestEpoch).orElse(last) - 1);
  }

  /** How many numbers are learnt. */
  long parameters() {
    return network.parameters().stream()
        .filter(Parameter::trainable)
        .mapToLong(p -> p.value().length())
        .sum();
  }
}
