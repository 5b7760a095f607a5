package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.apps.cli.Session;
import rawi.apps.plots.ImageTable;
import rawi.nn.Gaussian;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;
import rawi.nn.layers.GaussianNoise;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * A dense autoencoder: 256 pixels through a narrow layer and back. As it is, it learns to say an
 * image in few numbers; with noise on its inputs (Vincent and others 2008), to take the noise away.
 */
final class AutoencoderExample implements Example {
  private static final int TRAINED = 2000;
  private static final int TESTED = 400;
  private static final int EPOCHS = 12;
  private static final int WIDE = 96;

  private final String name;
  private final String description;
  private final int code;
  private final Optional<Double> noise;

  private AutoencoderExample(String name, String description, int code, Optional<Double> noise) {
    this.name = name;
    this.description = description;
    this.code = code;
    this.noise = noise;
  }

  static AutoencoderExample plain() {
    return new AutoencoderExample(
        "autoencoder",
        "Dense layers say images of 256 pixels in 12 numbers.",
        12,
        Optional.empty());
  }

  static AutoencoderExample denoising() {
    return new AutoencoderExample(
        "denoising",
        "The same with noise on its inputs, which it learns to take away.",
        32,
        Optional.of(0.4));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  /** 256 to 96 to the code and back; in training noise is new at every step. */
  private Sequential network() {
    Layer.Spec first = Dense.of(WIDE, Activations.RELU);
    return Sequential.of(
        noise
            .<Layer.Spec>map(stddev -> Sequential.of(new GaussianNoise(stddev), first))
            .orElse(first),
        new Dense(code),
        Dense.of(WIDE, Activations.RELU),
        new Dense(Digits.PIXELS));
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    INDArray train = Digits.draw(session.seed(), TRAINED, 1).pixels();
    INDArray test = Digits.draw(session.seed() + 1, TESTED, 1).pixels();
    Training training =
        Training.of(
            Network.of(
                network(), Shape.of(Digits.PIXELS), new Weights(session.seed(), DataType.FLOAT)),
            Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of(0.003)),
            session.kernels());
    training.fit(
        TensorDataset.of(train, train).shuffled(session.seed()),
        Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
    INDArray given = noise.map(stddev -> noisy(test, stddev, session.seed() + 2)).orElse(test);
    INDArray made = Transforms.sigmoid(training.predict(given), false);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("squared error, the mean image", Digits.squaredErrorOfMean(train, test));
    noise.ifPresent(
        stddev -> figures.put("squared error, with noise", Digits.squaredError(test, given)));
    figures.put("squared error, made again", Digits.squaredError(test, made));
    ImageTable table = new ImageTable(3 * Digits.SIDE, 10);
    table.add("unseen", Digits.tenOf(test));
    noise.ifPresent(stddev -> table.add("with noise", Digits.tenOf(given)));
    table.add("made again of " + code + " numbers", Digits.tenOf(made));
    return new Outcome(figures, List.of(), pictures.write(name + ".png", table::write));
  }

  private static INDArray noisy(INDArray pixels, double stddev, long seed) {
    Gaussian random = new Gaussian(seed);
    float[] noise = new float[(int) pixels.length()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (stddev * random.next());
    }
    return pixels.add(Nd4j.createFromArray(noise).reshape(pixels.shape()));
  }
}
