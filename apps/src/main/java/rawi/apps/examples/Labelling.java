package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/** A network that gives one label a row, or one a step. */
final class Labelling {
  private static final double LEARNING_RATE = 0.003;
  private static final double LEARNT = 0.005; // loss

  private final long seed;
  private final Training training;

  Labelling(Layer.Spec model, Shape input, Session session) {
    this.seed = session.seed();
    this.training =
        Training.of(
            Network.of(model, input, new Weights(seed, DataType.FLOAT)),
            Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(LEARNING_RATE)),
            session.kernels());
  }

  /**
   * What is read, and what is to be said of it.
   *
   * @param labels (rows) or (rows, time); in a test, where one is negative, any will do
   */
  record Examples(INDArray inputs, INDArray labels) {}

  /**
   * Trains, until all is learnt; the share of the unseen that comes out exactly right, before and
   * after.
   *
   * @param epochs at most
   */
  Map<String, Double> learn(Examples train, Examples unseen, int epochs) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("exactly right, untrained", exact(unseen));
    training.fit(
        TensorDataset.of(train.inputs(), train.labels()).shuffled(seed),
        Trainer.Options.epochs(epochs),
        new UntilLearnt());
    figures.put("exactly right, unseen", exact(unseen));
    return figures;
  }

  /** The most probable label of each row, or of each step. */
  INDArray labels(INDArray x) {
    INDArray scores = training.predict(x);
    return Nd4j.argMax(scores, scores.rank() - 1);
  }

  private static final class UntilLearnt implements Callback {
    @Override
    public Decision onEpochEnd(Trainer trainer, EpochReport report) {
      return report.metrics().getOrDefault("loss", 1.0) < LEARNT
          ? Decision.STOP
          : Decision.CONTINUE;
    }
  }

  /** The share of rows that are right in every step. */
  private double exact(Examples examples) {
    INDArray labels = labels(examples.inputs());
    INDArray y = examples.labels();
    long rows = y.size(0);
    long steps = y.length() / rows;
    int right = 0;
    for (long r = 0; r < rows; r++) {
      boolean same = true;
      for (long t = 0; t < steps; t++) {
        int expected = y.getInt((int) r, (int) t);
        same &= expected < 0 || labels.reshape(rows, steps).getInt((int) r, (int) t) == expected;
      }
      right += same ? 1 : 0;
    }
    return (double) right / rows;
  }
}
