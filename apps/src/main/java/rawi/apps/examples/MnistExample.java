package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Progress;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Floats;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.vision.images.IdxImages;
import rawi.vision.images.Image;
import rawi.vision.images.ImageSource;

/**
 * The dense network of the course on MNIST: 784, 512, 256, 128, 64, 10, rectified, in batches of
 * 32. The only example that wants data of others: {@code vision_mnist} under {@code RAWI_DATA}.
 */
final class MnistExample implements Example {
  private static final int[] HIDDEN = {512, 256, 128, 64};
  private static final int BATCH = 32;
  private static final int EPOCHS = 10;
  private static final double WANTED = 0.975;

  @Override
  public String name() {
    return "mnist-mlp";
  }

  @Override
  public String description() {
    return "Dense layers read MNIST's digits, from vision_mnist under RAWI_DATA; ten epochs.";
  }

  /** 784-512-256-128-64-10. */
  static Sequential network() {
    List<Layer.Spec> layers = new ArrayList<>();
    for (int units : HIDDEN) {
      layers.add(Dense.of(units, Activations.RELU));
    }
    layers.add(new Dense(10));
    return new Sequential(layers);
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    IdxImages train = IdxImages.training(session.data().resolve("vision_mnist"));
    IdxImages test = IdxImages.test(session.data().resolve("vision_mnist"));
    INDArray x = pixels(train);
    Training training =
        Training.of(
            Network.of(network(), Shape.of(x.size(1)), new Weights(session.seed(), DataType.FLOAT)),
            Recipe.of(new SparseCategoricalCrossentropy(), Adam.of())
                .with(SparseCategoricalAccuracy::new),
            session.kernels());
    List<EpochReport> epochs =
        training.fit(
            TensorDataset.of(x, labels(train)).withBatch(BATCH).shuffled(session.seed()),
            TensorDataset.of(pixels(test), labels(test)).withBatch(1000),
            Trainer.Options.epochs(EPOCHS).withSeed(session.seed()),
            new Progress(session, EPOCHS));
    return new Outcome(
        figures(epochs), samples(epochs), pictures.write("mnist-mlp.png", plot(epochs)));
  }

  private static INDArray pixels(ImageSource source) {
    Image first = source.image(0);
    int each = first.height() * first.width();
    float[] values = new float[Math.multiplyExact(source.size(), each)];
    for (int i = 0; i < source.size(); i++) {
      Image image = source.image(i);
      for (int p = 0; p < each; p++) {
        values[i * each + p] = image.value(p / first.width(), p % first.width(), 0) / 255f;
      }
    }
    return Floats.array(values, DataType.FLOAT, source.size(), each);
  }

  private static INDArray labels(ImageSource source) {
    int[] labels = new int[source.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = source.label(i);
    }
    return Nd4j.createFromArray(labels);
  }

  private static Map<String, Double> figures(List<EpochReport> epochs) {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<Double> accuracies = epochs.stream().map(e -> e.metric("val_accuracy")).toList();
    figures.put("accuracy, test, last epoch", accuracies.get(accuracies.size() - 1));
    double first = 0; // none yet
    for (int i = 0; i < accuracies.size() && first == 0; i++) {
      first = accuracies.get(i) >= WANTED ? i + 1.0 : 0;
    }
    figures.put("first epoch of 97.5 %, 0 if none", first);
    double[] seconds = epochs.stream().mapToDouble(EpochReport::seconds).sorted().toArray();
    figures.put("seconds an epoch, test included, median", seconds[seconds.length / 2]);
    return figures;
  }

  private static List<String> samples(List<EpochReport> epochs) {
    return epochs.stream()
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "epoch %2d  loss %.4f  accuracy %.4f  test accuracy %.4f",
                    e.epoch(),
                    e.metric("loss"),
                    e.metric("accuracy"),
                    e.metric("val_accuracy")))
        .toList();
  }

  private static LinePlot plot(List<EpochReport> epochs) {
    List<Double> number = epochs.stream().map(e -> (double) e.epoch()).toList();
    return new LinePlot(
        "MNIST, 784-512-256-128-64-10, batches of 32",
        "epoch",
        "accuracy",
        List.of(
            new LinePlot.Series(
                "training", number, epochs.stream().map(e -> e.metric("accuracy")).toList()),
            new LinePlot.Series(
                "test", number, epochs.stream().map(e -> e.metric("val_accuracy")).toList())));
  }
}
