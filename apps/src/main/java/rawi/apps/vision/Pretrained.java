package rawi.apps.vision;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Utf8Lines;
import rawi.nn.Network;
import rawi.nn.Part;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.saving.KerasWeights;
import rawi.nn.saving.ModelFileException;
import rawi.vision.applications.ApplicationOptions;
import rawi.vision.applications.Applications;
import rawi.vision.images.ImageDataset.Form;
import rawi.vision.inference.Inference;

/**
 * A named network with the weights that somebody published for it, as a classifier of images.
 *
 * @param weights in Keras's file
 * @param labels a file with the name of a class on each line, in the order of the network's outputs
 * @param crop whether the largest inner square of an image is taken, instead of distorting it
 */
record Pretrained(Applications application, Path weights, Path labels, boolean crop) {

  /**
   * Reads names and weights.
   *
   * @throws Failure if there are no names
   * @throws rawi.nn.saving.ModelFileException if the weights are not of this network with so many
   *     classes
   */
  VisionModel open(Kernels kernels) {
    List<String> classes = classes();
    Network network =
        Network.of(
            application.model(
                o -> o.classes(classes.size()).classifierActivation(Activations.LINEAR)),
            Weights.undrawn(DataType.FLOAT));
    if (!network.outputs().get(0).equals(Shape.of(classes.size()))) {
      throw new Failure(
          "%s: gives %s for an image and names nothing; choose another --arch"
              .formatted(application.key(), network.outputs().get(0)));
    }
    load(network, classes.size());
    Network ready = Inference.insteadOf(network, kernels);
    ApplicationOptions made = application.defaults();
    Form form =
        new Form(
            application.side(),
            application.side(),
            Math.toIntExact(made.inputShape().last()),
            crop);
    VisionConfig config = new VisionConfig(application.key(), classes, form);
    return new VisionModel(config, application.preprocessing(), ready, kernels, () -> {});
  }

  private void load(Network network, int classes) {
    try {
      new KerasWeights(weights).loadByName(network);
    } catch (ModelFileException e) {
      String why = String.valueOf(e.getMessage());
      boolean classifier = why.startsWith(weights + ": layer '" + last(network) + "'");
      throw classifier
          ? new Failure(
              "%s: names %d classes, which does not fit: %s".formatted(labels, classes, why))
          : e;
    }
  }

  /** The layer whose weights tell the classes apart. */
  private static String last(Network network) {
    List<Part> learning = network.parts().stream().filter(p -> !p.parameters().isEmpty()).toList();
    return learning.get(learning.size() - 1).name();
  }

  private List<String> classes() {
    List<String> names = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(labels.toString(), InputStream.nullInputStream())) {
      while (lines.advance()) {
        if (lines.line().isBlank()) {
          throw new Failure(
              "%s: line %d: expected the name of a class, got nothing"
                  .formatted(labels, lines.number()));
        }
        names.add(lines.line().strip());
      }
    }
    if (names.size() < 2) {
      throw new Failure(
          "%s: expected the names of at least two classes, one a line, got %d"
              .formatted(labels, names.size()));
    }
    return names;
  }
}
