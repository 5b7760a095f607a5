package rawi.apps.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
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
import rawi.vision.images.ImageDataset;
import rawi.vision.images.ImageSource;
import rawi.vision.inference.Inference;

/**
 * The three ways to the same classes that a course compares: a new head on frozen features; after
 * it the last layers too, at a small rate; the same network from nothing.
 *
 * @param seed of the first head, of fine-tuning and of the network from nothing
 */
record TransferLearning(
    Applications application, int classes, TransferSettings settings, long seed, Kernels kernels) {
  private static final double KEPT_FROM_HEAD = 0.2; // dropout before the new dense layer
  private static final int COLOURS = 3;

  /**
   * What images have become.
   *
   * @param maps the output of the cut; the same as the means where nothing is fine-tuned
   */
  record Features(ComputedFeatures maps, ComputedFeatures means) {}

  /** What images are brought to. */
  ImageDataset.Form form() {
    return ImageDataset.Form.of(settings.imageSize(), settings.imageSize(), COLOURS);
  }

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
        .inputShape(settings.imageSize(), settings.imageSize(), COLOURS);
  }

  private static Weights undrawn() {
    return Weights.undrawn(DataType.FLOAT);
  }

  /** What is computed once for each image: the output of the cut and that of the network. */
  Features features(Network network, ImageSource images) {
    String last = network.parts().get(network.parts().size() - 1).name();
    Network ends = settings.fineEpochs() > 0 ? network.upTo(settings.cut(), last) : network;
    List<ComputedFeatures> all =
        ComputedFeatures.of(
            Inference.of(ends, kernels), inOrder(images), settings.batch(), kernels);
    return new Features(all.get(0), all.get(all.size() - 1));
  }

  /** A new top for a network that has none. */
  Network head(Network network, long drawn) {
    return Network.of(
        Sequential.of(new Dropout(KEPT_FROM_HEAD), Dense.of(classes).named("logits")),
        network.outputs().get(0),
        new Weights(drawn, DataType.FLOAT));
  }

  /** The head alone, on frozen features. */
  Network trainedHead(Network network, Features training, long drawn, List<Callback> callbacks) {
    Network head = head(network, drawn);
    fit(head, training.means.shuffled(drawn), settings.epochs(), settings.rate(), drawn, callbacks);
    return head;
  }

  /**
   * Refuses a network that cannot be fine-tuned behind the cut, before anything long is computed.
   *
   * @throws IllegalArgumentException naming the cut
   */
  void requireCut(Network network) {
    if (settings.fineEpochs() > 0) {
      Transfer.after(network, settings.cut());
    }
  }

  /** Head and last layers, normalizations aside. */
  Network fineTune(Network network, Network head, Features training, List<Callback> callbacks) {
    Network tail = Transfer.after(network, settings.cut());
    tail.setTrainable(true);
    Transfer.freezeNormalization(tail);
    Network both = Transfer.joined(tail, head);
    Dataset maps = training.maps.shuffled(seed);
    fit(both, maps, settings.fineEpochs(), settings.fineRate(), seed, callbacks);
    return both;
  }

  /** Every layer, from drawn weights. */
  Network fromScratch(ImageSource images, List<Callback> callbacks) {
    Network drawn =
        Network.of(application.model(this::withoutTop), new Weights(seed, DataType.FLOAT));
    Network whole = Transfer.joined(drawn, head(drawn, seed));
    Dataset data = prepared(ImageDataset.shuffled(images, form(), settings.batch(), seed));
    fit(whole, data, settings.scratchEpochs(), settings.rate(), seed, callbacks);
    return whole;
  }

  private void fit(
      Network network,
      Dataset data,
      int epochs,
      double rate,
      long drawn,
      List<Callback> callbacks) {
    int steps =
        Math.multiplyExact(epochs, (data.examples() + settings.batch() - 1) / settings.batch());
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(CosineDecay.of(rate, steps)));
    Trainer.Options options = Trainer.Options.epochs(epochs).withSeed(drawn);
    new Trainer(network, recipe, kernels, options, callbacks).fit(data, Optional.empty());
  }

  /** Images one after the other, ready for the network. */
  Dataset inOrder(ImageSource images) {
    return prepared(ImageDataset.inOrder(images, form(), settings.batch()));
  }

  /** Pixels from 0 to 255 as the network's were in training. */
  private Dataset prepared(Dataset images) {
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
