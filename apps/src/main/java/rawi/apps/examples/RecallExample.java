package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.embeddings.Embedding;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.layers.Dense;
import rawi.recurrent.LSTM;

/** Many to one: which symbol came first, whatever came after it. */
final class RecallExample implements Example {
  private static final int SYMBOLS = 6;
  private static final int TIME = 10;
  private static final int TRAINED = 2000;
  private static final int TESTED = 500;
  private static final int EPOCHS = 10;

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public String description() {
    return "Many to one: the first of ten symbols, remembered to the end.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    SplittableRandom random = new SplittableRandom(session.seed());
    int[][] train = draw(random, TRAINED);
    int[][] test = draw(random, TESTED);
    Labelling model =
        new Labelling(
            Sequential.of(new Embedding(SYMBOLS, 16, false), LSTM.of(32), new Dense(SYMBOLS)),
            Shape.of(Shape.ANY),
            session.seed(),
            session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("exactly right, untrained", model.exact(Nd4j.createFromArray(test), first(test)));
    model.fit(Nd4j.createFromArray(train), first(train), EPOCHS, session.seed());
    figures.put("exactly right, unseen", model.exact(Nd4j.createFromArray(test), first(test)));
    return new Outcome(figures, List.of(), List.of());
  }

  private static int[][] draw(SplittableRandom random, int rows) {
    int[][] all = new int[rows][TIME];
    for (int[] row : all) {
      for (int t = 0; t < TIME; t++) {
        row[t] = random.nextInt(SYMBOLS);
      }
    }
    return all;
  }

  private static INDArray first(int[][] rows) {
    int[] labels = new int[rows.length];
    for (int r = 0; r < rows.length; r++) {
      labels[r] = rows[r][0];
    }
    return Nd4j.createFromArray(labels);
  }
}
