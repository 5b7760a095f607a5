package rawi.apps.examples;

import java.util.List;
import java.util.SplittableRandom;
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
  private static final int TRAINED = 4000;
  private static final int TESTED = 500;
  private static final int EPOCHS = 60; // at most: how long nothing is learnt depends on the seed

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
    Labelling.Examples train = draw(random, TRAINED);
    Labelling.Examples test = draw(random, TESTED);
    Labelling model =
        new Labelling(
            Sequential.of(new Embedding(SYMBOLS, 16, false), LSTM.of(64), new Dense(SYMBOLS)),
            Shape.of(Shape.ANY),
            session);
    return new Outcome(model.learn(train, test, EPOCHS), List.of(), List.of());
  }

  private static Labelling.Examples draw(SplittableRandom random, int rows) {
    int[][] all = new int[rows][TIME];
    int[] first = new int[rows];
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < TIME; t++) {
        all[r][t] = random.nextInt(SYMBOLS);
      }
      first[r] = all[r][0];
    }
    return new Labelling.Examples(Nd4j.createFromArray(all), Nd4j.createFromArray(first));
  }
}
