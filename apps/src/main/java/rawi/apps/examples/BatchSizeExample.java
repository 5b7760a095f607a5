package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Gaussian;
import rawi.nn.Initializer;
import rawi.nn.Network;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.layers.Dense;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.optimizers.SGD;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

/**
 * Batch, mini-batch and stochastic gradient descent: one optimizer, one learning rate, one start;
 * only the size of the batches differs.
 */
final class BatchSizeExample implements Example {
  private static final int ROWS = 256;
  private static final double NOISE = 0.5;
  private static final double LEARNING_RATE = 0.03;
  private static final int EPOCHS = 25;

  @Override
  public String name() {
    return "batch-size";
  }

  @Override
  public String description() {
    return "Batch, mini-batch and stochastic descent: the same but for the batch size.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    TensorDataset data = data(session.seed());
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("batch (256)", ROWS);
    sizes.put("mini-batch (32)", 32);
    sizes.put("stochastic (1)", 1);
    Map<String, Double> figures = new LinkedHashMap<>();
    List<LinePlot.Series> lines = new ArrayList<>();
    sizes.forEach(
        (what, size) -> {
          List<Double> losses = losses(data, size, session);
          figures.put(what + ", steps an epoch", Math.ceil((double) ROWS / size));
          figures.put(what + ", loss after 1 epoch", losses.get(1));
          figures.put(what + ", loss after 25 epochs", losses.get(EPOCHS));
          figures.put(what + ", epochs that made it worse", (double) rises(losses));
          lines.add(new LinePlot.Series(what, numbers(losses.size()), losses));
        });
    LinePlot plot =
        new LinePlot(
            "One optimizer, three sizes of batch", "epoch", "mean squared error, all rows", lines);
    return new Outcome(figures, List.of(), pictures.write("batch-size.png", plot));
  }

  /** y = 2 x1 - x2 + 0.5 and noise. */
  private static TensorDataset data(long seed) {
    Gaussian random = new Gaussian(seed);
    float[] x = new float[2 * ROWS];
    float[] y = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[2 * i] = (float) random.next();
      x[2 * i + 1] = (float) random.next();
      y[i] = (float) (2 * x[2 * i] - x[2 * i + 1] + 0.5 + NOISE * random.next());
    }
    INDArray targets = Nd4j.createFromArray(y).reshape(ROWS, 1);
    return TensorDataset.of(Nd4j.createFromArray(x).reshape(ROWS, 2), targets);
  }

  /** Of all rows, before training and after each epoch. */
  private static List<Double> losses(TensorDataset data, int batch, Session session) {
    Dense line = new Dense(1).initializers(Initializer.ZEROS, Initializer.ZEROS);
    Training training =
        Training.of(
            Network.of(line, Shape.of(2), new Weights(session.seed(), DataType.FLOAT)),
            Recipe.of(new MeanSquaredError(), SGD.of(LEARNING_RATE)),
            session.kernels());
    TensorDataset all = data.withBatch(ROWS);
    List<Double> losses = new ArrayList<>();
    losses.add(training.evaluate(all).getOrDefault("loss", Double.NaN));
    List<EpochReport> epochs =
        training.fit(
            data.withBatch(batch).shuffled(session.seed()),
            all,
            Trainer.Options.epochs(EPOCHS).withSeed(session.seed()));
    epochs.forEach(epoch -> losses.add(epoch.metric("val_loss")));
    return losses;
  }

  private static int rises(List<Double> losses) {
    int rises = 0;
    for (int i = 1; i < losses.size(); i++) {
      rises += losses.get(i) > losses.get(i - 1) ? 1 : 0;
    }
    return rises;
  }

  private static List<Double> numbers(int count) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add((double) i);
    }
    return numbers;
  }
}
