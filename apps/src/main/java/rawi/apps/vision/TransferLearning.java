package rawi.apps.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.schedules.CosineDecay;
import rawi.nn.saving.KerasWeights;
import rawi.nn.training.Callback;
import rawi.nn.training.Dataset;
import rawi.nn.training.Evaluation;
import rawi.nn.training.Recipe;
import rawi.nn.training.Trainer;
import rawi.vision.applications.ApplicationOptions;
import rawi.vision.applications.Applications;
import rawi.vision.applications.GlobalPooling;
import rawi.vision.applications.Transfer;
import rawi.vision.inference.Inference;

/**
 * The three ways to the same classes that a course compares: a new head on frozen features; after
 * it the last layers too, at a small rate; the same network from nothing.
 *
 * @param cut the layer behind which layers learn when the network is fine-tuned
 */
record TransferLearning(
    Applications application,
    Shape image,
    String cut,
    int classes,
    Settings settings,
    Kernels kernels) {
  private static final double KEPT_FROM_HEAD = 0.2; // dropout before the new dense layer

  /**
   * How each stage learns.
   *
   * @param rate of the head and of the network from nothing
   * @param fineRate of the last layers
   */
  record Settings(
      int epochs,
      double rate,
      int fineEpochs,
      double fineRate,
      int scratchEpochs,
      int batch,
      long seed) {}

  /** What images have become. */
  record Features(ComputedFeatures maps, ComputedFeatures means) {}

  /** The network with the file's weights, without its top. */
  Network pretrained(Path weights) {
    Network network = Network.of(application.model(this::withoutTop), undrawn());
    new KerasWeights(weights).loadWithoutTop(network);
    network.setTrainable(false);
    return network;
  }

  private ApplicationOptions withoutTop(ApplicationOptions options) {
    return options
        .includeTop(false)
        .pooling(GlobalPooling.AVERAGE)
        .inputShape(image.dims().get(0), image.dims().get(1), image.last());
  }

  private static Weights undrawn() {
    return Weights.undrawn(DataType.FLOAT);
  }

  /** What is computed once for each image: the output of the cut and that of the network. */
  Features features(Network network, Dataset images) {
    String last = network.parts().get(network.parts().size() - 1).name();
    Network ready = Inference.of(network.upTo(cut, last), kernels);
    List<ComputedFeatures> both =
        ComputedFeatures.of(ready, prepared(images), settings.batch, kernels);
    return new Features(both.get(0), both.get(1));
  }

  /** A new top for a network that has none. */
  Network head(Network network) {
    return Network.of(
        Sequential.of(new Dropout(KEPT_FROM_HEAD), Dense.of(classes).named("logits")),
        network.outputs().get(0),
        new Weights(settings.seed, DataType.FLOAT));
  }

  /** The head alone, on frozen features. */
  void trainHead(Network head, Features training, List<Callback> callbacks) {
    fit(head, training.means.shuffled(settings.seed), settings.epochs, settings.rate, callbacks);
  }

  /** Head and last layers, normalizations aside. */
  Network fineTune(Network network, Network head, Features training, List<Callback> callbacks) {
    Network tail = Transfer.after(network, cut);
    tail.setTrainable(true);
    Transfer.freezeNormalization(tail);
    Network both = Transfer.joined(tail, head);
    fit(
        both,
        training.maps.shuffled(settings.seed),
        settings.fineEpochs,
        settings.fineRate,
        callbacks);
    return both;
  }

  /** Every layer, from drawn weights. */
  Network fromScratch(Dataset images, List<Callback> callbacks) {
    Network drawn =
        Network.of(application.model(this::withoutTop), new Weights(settings.seed, DataType.FLOAT));
    Network whole = Transfer.joined(drawn, head(drawn));
    fit(whole, prepared(images), settings.scratchEpochs, settings.rate, callbacks);
    return whole;
  }

  private void fit(
      Network network, Dataset data, int epochs, double rate, List<Callback> callbacks) {
    int steps = Math.multiplyExact(epochs, (data.examples() + settings.batch - 1) / settings.batch);
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(CosineDecay.of(rate, steps)));
    new Trainer(
            network,
            recipe,
            kernels,
            Trainer.Options.epochs(epochs).withSeed(settings.seed),
            callbacks)
        .fit(data, Optional.empty());
  }

  /** Pixels from 0 to 255 as the network's were in training. */
  Dataset prepared(Dataset images) {
    return new PreparedImages(images, application.preprocessing());
  }

  double accuracy(Network network, Dataset test) {
    return Evaluation.of(network, test, Optional.empty(), kernels, new Arena()).accuracy();
  }

  static long learnt(Network network) {
    return network.parameters().stream()
        .filter(Parameter::trainable)
        .mapToLong(Parameter::size)
        .sum();
  }
}
