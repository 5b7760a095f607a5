package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.apps.plots.ScatterPlot;
import rawi.nn.Gaussian;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Normalization;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.metrics.BinaryAccuracy;
import rawi.nn.optimizers.SGD;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * Logistic regression: ill or not by temperature and a blood value, which lie at 38 and at 100.
 * With the features scaled it learns what there is to learn; as they are, it does not get there in
 * the same time.
 */
final class LogisticExample implements Example {
  private static final int TRAINED = 800;
  private static final int TESTED = 400;
  private static final int EPOCHS = 20;
  private static final double LEARNING_RATE = 0.1;

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public String description() {
    return "Logistic regression: ill or not by two features, scaled and as they are.";
  }

  /**
   * Patients.
   *
   * @param features temperature and blood value, (patients, 2)
   * @param ill (patients, 1)
   */
  private record Patients(INDArray features, INDArray ill) {
    TensorDataset data() {
      return TensorDataset.of(features, ill);
    }
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Gaussian random = new Gaussian(session.seed());
    Patients train = draw(random, TRAINED);
    Patients test = draw(random, TESTED);
    Normalization scaling = Normalization.adapt(train.features());
    Training scaled =
        training(Sequential.of(scaling, new Dense(1)), session.seed(), session.kernels());
    Training raw = training(new Dense(1), session.seed(), session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy of the true rule, unseen", trueRule(test));
    for (Training each : List.of(scaled, raw)) {
      each.fit(
          train.data().shuffled(session.seed()),
          Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
      String what = each == scaled ? "scaled" : "as they are";
      each.evaluate(test.data())
          .forEach((score, figure) -> figures.put(score + ", unseen, " + what, figure));
    }
    return new Outcome(
        figures, List.of(), pictures.write("logistic.png", plot(scaled, scaling, test)::write));
  }

  private static Training training(Layer.Spec model, long seed, Kernels kernels) {
    return Training.of(
        Network.of(model, Shape.of(2), new Weights(seed, DataType.FLOAT)),
        Recipe.of(BinaryCrossentropy.ofLogits(), SGD.of(LEARNING_RATE))
            .with(BinaryAccuracy::ofLogits),
        kernels);
  }

  private static Patients draw(Gaussian random, int patients) {
    float[] features = new float[2 * patients];
    float[] ill = new float[patients];
    for (int i = 0; i < patients; i++) {
      double temperature = 38 + random.next();
      double blood = 100 + 40 * random.next();
      features[2 * i] = (float) temperature;
      features[2 * i + 1] = (float) blood;
      ill[i] = random.uniform(0, 1) < 1 / (1 + Math.exp(-logit(temperature, blood))) ? 1 : 0;
    }
    return new Patients(
        Nd4j.createFromArray(features).reshape(patients, 2),
        Nd4j.createFromArray(ill).reshape(patients, 1));
  }

  /** By which patients are made ill. */
  private static double logit(double temperature, double blood) {
    return 4 * (temperature - 38) + 0.1 * (blood - 100);
  }

  private static double trueRule(Patients test) {
    int right = 0;
    for (int i = 0; i < TESTED; i++) {
      double logit = logit(test.features().getDouble(i, 0), test.features().getDouble(i, 1));
      right += logit > 0 == test.ill().getDouble(i, 0) > 0 ? 1 : 0;
    }
    return (double) right / TESTED;
  }

  private static ScatterPlot plot(Training scaled, Normalization scaling, Patients test) {
    INDArray w = scaled.network().parameters().get(0).value();
    double bias = scaled.network().parameters().get(1).value().getDouble(0);
    List<Double> x = List.of(36.0, 40.0);
    List<Double> y = x.stream().map(t -> boundary(t, w, bias, scaling)).toList();
    return new ScatterPlot(
        "Ill or not, unseen, and where the network says one half",
        "temperature",
        "blood value",
        List.of(
            Plane.series("not ill", test.features(), i -> test.ill().getDouble(i, 0) == 0),
            Plane.series("ill", test.features(), i -> test.ill().getDouble(i, 0) == 1),
            ScatterPlot.Series.line("one half", x, y)));
  }

  /** The blood value at which the logit is 0. */
  private static double boundary(
      double temperature, INDArray w, double bias, Normalization scaling) {
    double first = (temperature - scaling.mean().get(0)) / Math.sqrt(scaling.variance().get(0));
    double second = -(bias + w.getDouble(0, 0) * first) / w.getDouble(1, 0);
    return scaling.mean().get(1) + second * Math.sqrt(scaling.variance().get(1));
  }
}
