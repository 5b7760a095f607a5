package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.activations.Activations;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Dense;
import rawi.nn.layers.RepeatVector;
import rawi.nn.layers.TimeDistributed;
import rawi.recurrent.GRU;

/** One to many: from one vector, a number, all of its French words. */
final class SpellExample implements Example {
  private static final int NUMBERS = 10_000;
  private static final int PLACES = 4;
  private static final int DIGITS = 10;
  private static final int TRAINED = 4000;
  private static final int TESTED = 500;
  private static final int EPOCHS = 8;
  private static final int UNITS = 96;
  private static final int SHOWN = 3;

  @Override
  public String name() {
    return "spell";
  }

  @Override
  public String description() {
    return "One to many: a number, as one vector, to its French words.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, NUMBERS).boxed().toList());
    Collections.shuffle(numbers, new Random(session.seed()));
    List<Integer> train = numbers.subList(0, TRAINED);
    List<Integer> test = numbers.subList(TRAINED, TRAINED + TESTED);
    Symbols words = Symbols.of(numbers.stream().map(FrenchNumbers::words).toList());
    int longest = numbers.stream().mapToInt(n -> FrenchNumbers.words(n).size()).max().orElse(0);
    Labelling model =
        new Labelling(
            Sequential.of(
                new Dense(UNITS),
                new Activation(Activations.TANH),
                new RepeatVector(longest + 1),
                GRU.of(UNITS).with(o -> o.returnSequences(true)),
                new TimeDistributed(new Dense(words.size()))),
            Shape.of(PLACES * DIGITS),
            session);
    Map<String, Double> figures =
        model.learn(
            new Labelling.Examples(digits(train), targets(train, words, longest + 1)),
            new Labelling.Examples(digits(test), targets(test, words, longest + 1)),
            EPOCHS);
    return new Outcome(figures, samples(model, test.subList(0, SHOWN), words), List.of());
  }

  private static List<String> samples(Labelling model, List<Integer> numbers, Symbols words) {
    INDArray ids = model.labels(digits(numbers));
    List<String> lines = new ArrayList<>();
    for (int r = 0; r < numbers.size(); r++) {
      List<String> spelt = new ArrayList<>();
      for (int t = 0; t < ids.size(1) && ids.getInt(r, t) != Symbols.END; t++) {
        spelt.add(words.symbol(ids.getInt(r, t)));
      }
      lines.add(numbers.get(r) + " -> " + String.join(" ", spelt));
    }
    return lines;
  }

  /** Each digit as one of ten, from the thousands to the ones: (rows, 40). */
  private static INDArray digits(List<Integer> numbers) {
    float[][] rows = new float[numbers.size()][PLACES * DIGITS];
    for (int r = 0; r < rows.length; r++) {
      int rest = numbers.get(r);
      for (int place = PLACES - 1; place >= 0; place--) {
        rows[r][place * DIGITS + rest % DIGITS] = 1;
        rest /= DIGITS;
      }
    }
    return Nd4j.createFromArray(rows);
  }

  /** The words, and the end to the last step: (rows, steps). */
  private static INDArray targets(List<Integer> numbers, Symbols words, int steps) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int number : numbers) {
      List<Integer> ids = new ArrayList<>(words.ids(FrenchNumbers.words(number)));
      ids.addAll(Collections.nCopies(steps - ids.size(), Symbols.END));
      rows.add(ids);
    }
    return Symbols.rows(rows);
  }
}
