package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Initializer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * A hidden layer started at zero: all its neurons get the same gradients, so they stay equal for
 * ever and do what one would. Started at random they part.
 */
final class SymmetryExample implements Example {
  private static final int UNITS = 8;
  private static final int SHOWN = 4; // neurons in the picture
  private static final double RADIUS = 0.7;
  private static final int TRAINED = 800;
  private static final int TESTED = 500;
  private static final int EPOCHS = 25;

  @Override
  public String name() {
    return "symmetry";
  }

  @Override
  public String description() {
    return "A hidden layer started at zero: its neurons stay equal; started at random, they part.";
  }

  /** The weights of the hidden layer after each epoch. */
  private static final class Recorder implements Callback {
    private final INDArray kernel;
    private final List<double[]> epochs = new ArrayList<>(); // of the first feature

    Recorder(INDArray kernel) {
      this.kernel = kernel;
      record();
    }

    private void record() {
      epochs.add(kernel.getRow(0).dup('c').data().asDouble());
    }

    @Override
    public Decision onEpochEnd(Trainer trainer, EpochReport report) {
      record();
      return Decision.CONTINUE;
    }

    LinePlot.Series line(String start, int neuron) {
      return new LinePlot.Series(
          "%s, neuron %d".formatted(start, neuron + 1),
          IntStream.range(0, epochs.size()).mapToObj(Double::valueOf).toList(),
          epochs.stream().map(weights -> weights[neuron]).toList());
    }
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Map<String, Initializer> starts = new LinkedHashMap<>();
    starts.put("at zero", Initializer.ZEROS);
    starts.put("at random", Initializer.GLOROT_UNIFORM);
    Map<String, Double> figures = new LinkedHashMap<>();
    List<LinePlot.Series> lines = new ArrayList<>();
    Plane train = Plane.disc(session.seed(), TRAINED, RADIUS);
    Plane test = Plane.disc(session.seed() + 1, TESTED, RADIUS);
    starts.forEach(
        (start, initializer) -> {
          Training training = training(initializer, session);
          INDArray kernel = training.network().parameters().get(0).value();
          Recorder recorder = new Recorder(kernel);
          training.fit(
              TensorDataset.of(train.x(), train.y()).shuffled(session.seed()),
              Trainer.Options.epochs(EPOCHS).withSeed(session.seed()),
              recorder);
          figures.put(start + ", largest difference between neurons", spread(kernel));
          figures.put(start + ", largest weight", kernel.amaxNumber().doubleValue());
          training
              .evaluate(TensorDataset.of(test.x(), test.y()))
              .forEach(
                  (what, figure) -> figures.put("%s, %s, unseen".formatted(start, what), figure));
          IntStream.range(0, SHOWN).forEach(i -> lines.add(recorder.line(start, i)));
        });
    LinePlot plot =
        new LinePlot(
            "What four neurons of a hidden layer make of the first feature",
            "epoch",
            "weight",
            lines);
    return new Outcome(figures, List.of(), pictures.write("symmetry.png", plot));
  }

  private static Training training(Initializer initializer, Session session) {
    Sequential model =
        Sequential.of(
            Dense.of(UNITS, Activations.SIGMOID).initializers(initializer, Initializer.ZEROS),
            new Dense(2).initializers(initializer, Initializer.ZEROS));
    return Training.of(
        Network.of(model, Shape.of(2), new Weights(session.seed(), DataType.FLOAT)),
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.03))
            .with(SparseCategoricalAccuracy::new),
        session.kernels());
  }

  /** Between any two neurons, of what they make of one feature. */
  private static double spread(INDArray kernel) {
    return kernel.max(1).sub(kernel.min(1)).maxNumber().doubleValue();
  }
}
