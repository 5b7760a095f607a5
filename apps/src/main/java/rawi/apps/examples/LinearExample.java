package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.apps.plots.ScatterPlot;
import rawi.nn.Gaussian;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.layers.CategoryEncoding;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Normalization;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.metrics.MeanError;
import rawi.nn.metrics.R2Score;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.Target;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * Linear regression: rents by area, scaled, and quarter, one-hot. The rents are made by a line for
 * each quarter and noise, so what should be found is known.
 */
final class LinearExample implements Example {
  private static final double SLOPE = 9; // a month and square metre
  private static final double[] BASE = {100, 250, 420}; // of each quarter
  private static final double NOISE = 40;
  private static final int TRAINED = 600;
  private static final int TESTED = 300;
  private static final int EPOCHS = 40;

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String description() {
    return "Linear regression: rents by area (scaled) and quarter (one-hot); MSE, MAE, R2.";
  }

  /**
   * Flats.
   *
   * @param area (flats, 1)
   * @param quarter numbers, (flats, 1)
   * @param rent (flats, 1)
   */
  private record Flats(INDArray area, INDArray quarter, INDArray rent) {
    TensorDataset data() {
      return TensorDataset.of(inputs(), List.of(Target.of(rent)));
    }

    List<Signal> inputs() {
      return List.of(Signal.of(area), Signal.of(quarter));
    }
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Gaussian random = new Gaussian(session.seed());
    Flats train = draw(random, TRAINED);
    Flats test = draw(random, TESTED);
    Normalization scaling = Normalization.adapt(train.area());
    Node area = Node.input("area", Shape.of(1));
    Node quarter = Node.input("quarter", Shape.of(1));
    Node both =
        Node.join(
            new Concatenate(),
            area.then(scaling),
            quarter.then(CategoryEncoding.oneHot(BASE.length)));
    // rents lie about 1000: the outputs are scaled too, and brought back
    Normalization rents = Normalization.adapt(train.rent());
    Node rent = both.then(new Dense(1).named("line")).then(rents.inverted());
    Network network =
        Network.of(
            new Model(List.of(area, quarter), List.of(rent)),
            new Weights(session.seed(), DataType.FLOAT));
    Training training =
        Training.of(
            network,
            Recipe.of(new MeanSquaredError(), Adam.of(0.05))
                .with(MeanError::squared)
                .with(MeanError::absolute)
                .with(R2Score::new),
            session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("r2_score, unseen, untrained", r2(training, test));
    training.fit(
        train.data().shuffled(session.seed()),
        Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
    Map<String, Double> scores = training.evaluate(test.data());
    scores.forEach((what, figure) -> figures.put(what + ", unseen", figure));
    figures.put("slope, true", SLOPE);
    figures.put("slope, found", slope(network, scaling, rents));
    return new Outcome(
        figures, List.of(), pictures.write("linear.png", plot(training, test)::write));
  }

  /** From 20 to 140 square metres. */
  private static Flats draw(Gaussian random, int flats) {
    float[] area = new float[flats];
    float[] quarter = new float[flats];
    float[] rent = new float[flats];
    for (int i = 0; i < flats; i++) {
      int where = (int) random.uniform(0, BASE.length);
      area[i] = (float) random.uniform(20, 140);
      quarter[i] = where;
      rent[i] = (float) (BASE[where] + SLOPE * area[i] + NOISE * random.next());
    }
    return new Flats(column(area), column(quarter), column(rent));
  }

  private static INDArray column(float[] values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  private static double r2(Training training, Flats flats) {
    return training.evaluate(flats.data()).getOrDefault("r2_score", Double.NaN);
  }

  /** What the network adds to the rent for a square metre. */
  private static double slope(Network network, Normalization area, Normalization rent) {
    double scaled = network.part("line").parameters().get(0).value().getDouble(0, 0);
    return scaled * Math.sqrt(rent.variance().get(0) / area.variance().get(0));
  }

  private static ScatterPlot plot(Training training, Flats test) {
    List<ScatterPlot.Series> series = new ArrayList<>();
    INDArray points = Nd4j.hstack(test.area(), test.rent());
    List<Double> ends = List.of(20.0, 140.0);
    for (int q = 0; q < BASE.length; q++) {
      int quarter = q;
      series.add(
          Plane.series(
              "quarter " + q, points, i -> i < 150 && test.quarter().getInt(i, 0) == quarter));
    }
    for (int q = 0; q < BASE.length; q++) {
      INDArray x = Nd4j.createFromArray(20f, 140f).reshape(2, 1);
      INDArray y = training.predict(List.of(Signal.of(x), Signal.of(x.mul(0).addi(q)))).get(0);
      series.add(
          ScatterPlot.Series.line(
              "found for " + q, ends, List.of(y.getDouble(0, 0), y.getDouble(1, 0))));
    }
    return new ScatterPlot("Rents of flats, unseen", "square metres", "rent", series);
  }
}
