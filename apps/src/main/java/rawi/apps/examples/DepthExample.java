package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Context;
import rawi.nn.Initializer;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Parameter;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * Twenty layers: with sigmoids the gradient of the first ones vanishes and nothing is learnt; with
 * He's weights, ReLU and batch normalization it holds (Glorot and Bengio 2010, He and others 2015,
 * Ioffe and Szegedy 2015).
 */
final class DepthExample implements Example {
  private static final int DEPTH = 20;
  private static final int UNITS = 32;
  private static final double RADIUS = 0.75;
  private static final int TRAINED = 1000;
  private static final int TESTED = 500;
  private static final int BATCH = 100;
  private static final int EPOCHS = 20;

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public String description() {
    return "Gradients through 20 layers: they vanish with sigmoid, hold with He, ReLU and BN.";
  }

  /** What a layer is made of. */
  private record Kind(
      String label, Activations function, Initializer initializer, boolean normalized) {
    Sequential network() {
      List<Layer.Spec> layers = new ArrayList<>();
      for (int i = 0; i < DEPTH; i++) {
        layers.add(new Dense(UNITS).initializers(initializer, Initializer.ZEROS));
        if (normalized) {
          layers.add(new BatchNormalization().momentum(0.9));
        }
        layers.add(new Activation(function));
      }
      layers.add(new Dense(2));
      return new Sequential(layers);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("sigmoid", Activations.SIGMOID, Initializer.GLOROT_UNIFORM, false),
          new Kind("tanh", Activations.TANH, Initializer.GLOROT_UNIFORM, false),
          new Kind("ReLU, He", Activations.RELU, Initializer.HE_NORMAL, false),
          new Kind("ReLU, He, BN", Activations.RELU, Initializer.HE_NORMAL, true));

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Plane train = Plane.disc(session.seed(), TRAINED, RADIUS);
    Plane test = Plane.disc(session.seed() + 1, TESTED, RADIUS);
    Map<String, Double> figures = new LinkedHashMap<>();
    List<LinePlot.Series> lines = new ArrayList<>();
    for (Kind kind : KINDS) {
      Network network =
          Network.of(kind.network(), Shape.of(2), new Weights(session.seed(), DataType.FLOAT));
      List<Double> norms = norms(network, train, session.kernels());
      lines.add(
          new LinePlot.Series(
              kind.label(),
              IntStream.rangeClosed(1, norms.size()).mapToObj(Double::valueOf).toList(),
              norms.stream().map(n -> Math.log10(Math.max(n, Double.MIN_NORMAL))).toList()));
      figures.put(
          kind.label() + ", gradient of layer 1 over that of layer 20",
          norms.get(0) / norms.get(DEPTH - 1));
      figures.put(kind.label() + ", accuracy, unseen", accuracy(network, train, test, session));
    }
    LinePlot plot =
        new LinePlot(
            "Gradients of 20 layers before training",
            "layer",
            "log10 of the norm of dL/d(kernel)",
            lines);
    return new Outcome(figures, List.of(), pictures.write("depth.png", plot));
  }

  /** Of the gradient of each hidden layer's kernel, on all the data. */
  private static List<Double> norms(Network network, Plane data, Kernels kernels) {
    Arena arena = new Arena();
    List<Double> norms =
        arena.step(
            () -> {
              JunctionPass pass =
                  network.forward(
                      List.of(Signal.of(data.x())), Context.training(kernels, arena, 0));
              Loss.Value loss =
                  new SparseCategoricalCrossentropy()
                      .of(pass.outputs().get(0).values(), data.y(), Weighting.none(), kernels);
              pass.asPass().backward().apply(loss.gradient());
              return network.parameters().stream()
                  .filter(p -> p.name().endsWith("/kernel"))
                  .map(p -> Math.sqrt(p.squaredGradientNorm()))
                  .limit(DEPTH)
                  .toList();
            });
    network.parameters().forEach(Parameter::clearGradient);
    return norms;
  }

  private static double accuracy(Network network, Plane train, Plane test, Session session) {
    Training training =
        Training.of(
            network,
            Recipe.of(new SparseCategoricalCrossentropy(), Adam.of())
                .with(SparseCategoricalAccuracy::new),
            session.kernels());
    training.fit(
        TensorDataset.of(train.x(), train.y()).withBatch(BATCH).shuffled(session.seed()),
        Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
    Map<String, Double> scores = training.evaluate(TensorDataset.of(test.x(), test.y()));
    return scores.getOrDefault("accuracy", 0.0);
  }
}
