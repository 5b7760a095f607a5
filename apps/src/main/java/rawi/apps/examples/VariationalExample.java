package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.apps.cli.Session;
import rawi.nn.Gaussian;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Sampling;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.vision.images.Mosaic;

/**
 * A variational autoencoder (Kingma and Welling 2014): an image becomes a mean and a variance of
 * two numbers, and is made again from a draw of them. Because these are kept near N(0, 1), images
 * that nobody drew can be made from draws of N(0, 1).
 */
final class VariationalExample implements Example {
  private static final int CODE = 2;
  private static final int WIDE = 96;
  private static final int TRAINED = 2000;
  private static final int TESTED = 400;
  private static final int EPOCHS = 20;
  private static final double VARIETY = 0.3; // two numbers have to say which digit, too
  private static final int GRID = 12; // images a side of the picture

  @Override
  public String name() {
    return "vae";
  }

  @Override
  public String description() {
    return "A variational autoencoder lays images out in a plane and makes new ones.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    INDArray train = Digits.draw(session.seed(), TRAINED, VARIETY).pixels();
    INDArray test = Digits.draw(session.seed() + 1, TESTED, VARIETY).pixels();
    Training training =
        Training.of(
            Network.of(model(), new Weights(session.seed(), DataType.FLOAT)),
            Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of(0.002)),
            session.kernels());
    training.fit(
        TensorDataset.of(train, train).shuffled(session.seed()),
        Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
    Training decoder =
        Training.of(
            training.network().sub("decoder"),
            Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of()),
            session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("squared error, the mean image", Digits.squaredErrorOfMean(train, test));
    INDArray again = Transforms.sigmoid(training.predict(test), false);
    figures.put("squared error, made again", Digits.squaredError(test, again));
    INDArray codes = codes(training, test, session);
    figures.put("mean of the codes", codes.meanNumber().doubleValue());
    figures.put("standard deviation of the codes", codes.stdNumber().doubleValue());
    INDArray made = images(decoder, normal(session.seed() + 2, 200));
    figures.put("squared error, a new image and the nearest drawn one", nearest(made, train));
    return new Outcome(
        figures,
        List.of(),
        pictures.write("vae.png", file -> new Mosaic(GRID, 0, 255, 2).write(plane(decoder), file)));
  }

  /** 256 to 96 to a mean and a variance of 2, and from a draw of these back. */
  private static Model model() {
    Node pixels = Node.input("pixels", Shape.of(Digits.PIXELS));
    Node wide = pixels.then(Dense.of(WIDE, Activations.RELU).named("encoder"));
    Node mean = wide.then(new Dense(CODE).named("mean"));
    Node logVariance = wide.then(new Dense(CODE).named("log_variance"));
    // the other loss is a mean over the pixels, so the divergence is divided by as many
    Node code = Node.join(new Sampling(1.0 / Digits.PIXELS), mean, logVariance);
    Node logits =
        code.then(
            Sequential.of(
                    Dense.of(WIDE, Activations.RELU),
                    Dense.of(WIDE, Activations.RELU),
                    new Dense(Digits.PIXELS))
                .named("decoder"));
    return new Model(List.of(pixels), List.of(logits));
  }

  private static INDArray codes(Training training, INDArray images, Session session) {
    return Training.of(
            training.network().upTo("mean"),
            Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of()),
            session.kernels())
        .predict(images);
  }

  private static INDArray images(Training decoder, INDArray codes) {
    return Transforms.sigmoid(decoder.predict(codes), false);
  }

  private static INDArray normal(long seed, int rows) {
    Gaussian random = new Gaussian(seed);
    float[] codes = new float[CODE * rows];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (float) random.next();
    }
    return Nd4j.createFromArray(codes).reshape(rows, CODE);
  }

  /** The mean, over images made, of the squared error to the drawn image most like each. */
  private static double nearest(INDArray made, INDArray drawn) {
    double sum = 0;
    for (int i = 0; i < made.size(0); i++) {
      INDArray difference = drawn.subRowVector(made.getRow(i));
      sum += difference.muli(difference).mean(1).minNumber().doubleValue();
    }
    return sum / made.size(0);
  }

  /** What is made of codes from -2 to 2 both ways. */
  private static INDArray plane(Training decoder) {
    float[] codes = new float[GRID * GRID * CODE];
    for (int i = 0; i < GRID * GRID; i++) {
      int row = i / GRID;
      codes[CODE * i] = (float) (4.0 * (i % GRID) / (GRID - 1) - 2);
      codes[CODE * i + 1] = (float) (4.0 * row / (GRID - 1) - 2);
    }
    return Digits.pictures(images(decoder, Nd4j.createFromArray(codes).reshape(GRID * GRID, CODE)));
  }
}
