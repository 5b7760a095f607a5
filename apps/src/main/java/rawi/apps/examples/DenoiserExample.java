package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.apps.cli.Session;
import rawi.apps.plots.ImageTable;
import rawi.nn.Gaussian;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Padding;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.vision.layers.AveragePooling2D;
import rawi.vision.layers.Conv2D;
import rawi.vision.layers.Conv2DTranspose;
import rawi.vision.layers.MaxPooling2D;
import rawi.vision.layers.Size;

/**
 * A convolutional autoencoder that is shown drawings under noise and learns to give them back
 * without it (Vincent and others 2008): two convolutions with pooling narrow 784 numbers to 7 x 7 x
 * 8, two transposed convolutions widen them again.
 */
final class DenoiserExample implements Example {
  private static final int TRAIN = 1500;
  private static final int TEST = 200;
  private static final int SHOWN = 10;
  private static final int EPOCHS = 10;
  private static final double NOISE = 0.5; // its standard deviation, where white is 1

  @Override
  public String name() {
    return "denoiser";
  }

  @Override
  public String description() {
    return "A convolutional autoencoder takes noise away from drawings, as a picture.";
  }

  private static Sequential network() {
    return Sequential.of(
        Conv2D.of(16, 3).padding(Padding.SAME).activation(Activations.RELU),
        MaxPooling2D.of(2), // (14, 14, 16)
        Conv2D.of(8, 3).padding(Padding.SAME).activation(Activations.RELU),
        MaxPooling2D.of(2), // (7, 7, 8)
        wider(8), // (14, 14, 8)
        wider(16), // (28, 28, 16)
        Conv2D.of(1, 3).padding(Padding.SAME)); // logits
  }

  private static Conv2DTranspose wider(int filters) {
    return Conv2DTranspose.of(filters, 3)
        .strides(2)
        .padding(Padding.SAME)
        .activation(Activations.RELU);
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    long seed = session.seed();
    INDArray clean = Drawings.of(TRAIN, seed).images().div(255);
    INDArray unseen = Drawings.of(TEST, seed + 1).images().div(255);
    INDArray noisy = noisy(unseen, seed + 2);
    Shape image = Shape.of(Drawings.SIDE, Drawings.SIDE, 1);
    Network network = Network.of(network(), image, new Weights(seed, DataType.FLOAT));
    Training training =
        Training.of(
            network, Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of(0.003)), session.kernels());
    training.fit(
        TensorDataset.of(noisy(clean, seed + 3), clean).shuffled(seed),
        Trainer.Options.epochs(EPOCHS).withSeed(seed));
    INDArray restored = Transforms.sigmoid(training.predict(noisy), false);

    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("mean squared error of the noisy", error(noisy, unseen));
    figures.put("of the noisy, smoothed 3 x 3", error(smoothed(noisy, session), unseen));
    figures.put("of what the network gives", error(restored, unseen));
    ImageTable table = new ImageTable(2 * Drawings.SIDE, SHOWN);
    table.add("unseen drawings", some(unseen));
    table.add("under noise", some(noisy));
    table.add("what the network gives", some(restored));
    return new Outcome(figures, List.of(), pictures.write("denoiser.png", table::write));
  }

  private static INDArray noisy(INDArray images, long seed) {
    Gaussian random = new Gaussian(seed);
    float[] values = new float[(int) images.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (NOISE * random.next());
    }
    INDArray sum = Nd4j.createFromArray(values).reshape(images.shape()).addi(images);
    return Transforms.min(Transforms.max(sum, 0, false), 1, false);
  }

  /** What a filter that knows nothing of drawings does. */
  private static INDArray smoothed(INDArray images, Session session) {
    AveragePooling2D mean = new AveragePooling2D(Size.of(3), Size.of(1), Padding.SAME);
    return session.kernels().spatial().averagePool(images, mean.window());
  }

  private static double error(INDArray images, INDArray clean) {
    return images.squaredDistance(clean) / clean.length();
  }

  private static INDArray some(INDArray images) {
    return images
        .get(
            NDArrayIndex.interval(0, SHOWN),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .mul(255);
  }
}
