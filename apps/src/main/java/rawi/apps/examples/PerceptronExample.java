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
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.BinaryCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.perceptron.Observation;
import rawi.nn.perceptron.Perceptron;
import rawi.nn.perceptron.Trace;
import rawi.nn.perceptron.WidrowHoff;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * The perceptron of the course learns OR, with the trace of its weights, and AND; XOR it cannot
 * learn, a network with one hidden layer can.
 */
final class PerceptronExample implements Example {
  private static final double[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final int[] OR = {0, 1, 1, 1};
  private static final int[] AND = {0, 0, 0, 1};
  private static final int[] XOR = {0, 1, 1, 0};
  private static final int HIDDEN = 8;
  private static final int EPOCHS = 300;

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public String description() {
    return "One neuron learns OR row by row, and never XOR; a hidden layer learns that too.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Trace or = learn(OR);
    Trace and = learn(AND);
    Trace xor = learn(XOR);
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, "OR", or, OR);
    put(figures, "AND", and, AND);
    put(figures, "XOR", xor, XOR);
    figures.put("XOR, right, a hidden layer", hiddenLayer(session.seed(), session.kernels()));
    List<String> samples = new ArrayList<>(List.of("OR, eta 1; * where the weights changed"));
    samples.addAll(or.table());
    return new Outcome(figures, samples, pictures.write("perceptron.png", plot(or)::write));
  }

  private static List<Observation> table(int... targets) {
    List<Observation> rows = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      rows.add(Observation.of(targets[i], INPUTS[i]));
    }
    return rows;
  }

  private static Trace learn(int... targets) {
    return WidrowHoff.of(1).train(Perceptron.of(0, 1, -1), table(targets));
  }

  private static void put(Map<String, Double> figures, String what, Trace trace, int... targets) {
    figures.put(what + ", right, perceptron", trace.end().accuracy(table(targets)));
    figures.put(what + ", epochs", (double) trace.epochs());
    figures.put(what + ", settled, 1 or 0", trace.settled() ? 1.0 : 0.0);
  }

  /** The share of XOR's rows that a network 2-8-1 gets right. */
  private static double hiddenLayer(long seed, Kernels kernels) {
    INDArray x = Nd4j.createFromArray(INPUTS).castTo(DataType.FLOAT);
    INDArray y = Nd4j.createFromArray(XOR).castTo(DataType.FLOAT).reshape(XOR.length, 1);
    Training training =
        Training.of(
            Network.of(
                Sequential.of(Dense.of(HIDDEN, Activations.TANH), new Dense(1)),
                Shape.of(2),
                new Weights(seed, DataType.FLOAT)),
            Recipe.of(BinaryCrossentropy.ofLogits(), Adam.of(0.05)),
            kernels);
    training.fit(
        TensorDataset.of(x, y).withBatch(XOR.length),
        Trainer.Options.epochs(EPOCHS).withSeed(seed));
    INDArray logits = training.predict(x);
    int right = 0;
    for (int i = 0; i < XOR.length; i++) {
      right += (logits.getDouble(i) >= 0 ? 1 : 0) == XOR[i] ? 1 : 0;
    }
    return (double) right / XOR.length;
  }

  /** The line that parts the plane after each change. */
  private static ScatterPlot plot(Trace or) {
    INDArray points = Nd4j.createFromArray(INPUTS);
    List<ScatterPlot.Series> series = new ArrayList<>();
    series.add(Plane.series("0", points, i -> OR[i] == 0));
    series.add(Plane.series("1", points, i -> OR[i] == 1));
    for (Trace.Row row : or.rows()) {
      if (row.changed() && row.after().weights().get(1) != 0) {
        series.add(line("after row " + row.number(), row.after()));
      }
    }
    return new ScatterPlot("A perceptron learns OR", "x1", "x2", series);
  }

  /** Where b + w1 x1 + w2 x2 = 0, for x1 from -0.5 to 1.5. */
  private static ScatterPlot.Series line(String name, Perceptron p) {
    List<Double> x = List.of(-0.5, 1.5);
    return ScatterPlot.Series.line(
        name,
        x,
        x.stream().map(v -> -(p.bias() + p.weights().get(0) * v) / p.weights().get(1)).toList());
  }
}
