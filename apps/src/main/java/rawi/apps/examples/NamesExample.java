package rawi.apps.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.apps.cli.Session;
import rawi.embeddings.Embedding;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.layers.Dense;
import rawi.nn.layers.TimeDistributed;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.Target;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.recurrent.GRU;

/** One to many, letter by letter: first names that nobody may have had. */
final class NamesExample implements Example {
  private static final int EPOCHS = 35;
  private static final int UNITS = 64;
  private static final int EMBEDDING = 24;
  private static final int KEPT_OUT = 10; // one name in so many
  private static final int WRITTEN = 200;
  private static final int SHOWN = 8;
  private static final int LONGEST = 14;
  private static final double TEMPERATURE = 0.7;

  @Override
  public String name() {
    return "names";
  }

  @Override
  public String description() {
    return "One to many: first names, letter by letter, some of them new.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<String> names = new ArrayList<>(new LinkedHashSet<>(FirstNames.ALL));
    Collections.shuffle(names, new Random(session.seed()));
    int kept = names.size() / KEPT_OUT;
    List<String> unseen = names.subList(0, kept);
    List<String> learnt = names.subList(kept, names.size());
    Symbols letters = Symbols.of(names.stream().map(NamesExample::letters).toList());
    Training training =
        Training.of(
            Network.of(
                Sequential.of(
                    new Embedding(letters.size(), EMBEDDING, true),
                    GRU.of(UNITS).with(o -> o.returnSequences(true)),
                    new TimeDistributed(new Dense(letters.size()))),
                Shape.of(Shape.ANY),
                new Weights(session.seed(), DataType.FLOAT)),
            Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.004)),
            session.kernels());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("letters in doubt, untrained", perplexity(training, unseen, letters));
    training.fit(data(learnt, letters).shuffled(session.seed()), Trainer.Options.epochs(EPOCHS));
    figures.put("letters in doubt, unseen names", perplexity(training, unseen, letters));
    List<String> written = write(training, letters, session.seed());
    Set<String> known = new HashSet<>(names);
    figures.put(
        "share of written names that are new",
        written.stream().filter(name -> !known.contains(name)).count() / (double) WRITTEN);
    return new Outcome(figures, written.subList(0, SHOWN), List.of());
  }

  private static List<String> letters(String name) {
    return name.codePoints().mapToObj(Character::toString).toList();
  }

  private static TensorDataset data(List<String> names, Symbols letters) {
    List<List<Integer>> ids = names.stream().map(n -> letters.ids(letters(n))).toList();
    INDArray given = Symbols.rows(ids.stream().map(Symbols::started).toList());
    INDArray wanted = Symbols.rows(ids.stream().map(Symbols::ended).toList());
    return TensorDataset.of(List.of(Signal.of(given)), List.of(Target.of(wanted)));
  }

  /** Among how many equally likely letters it is in doubt. */
  private static double perplexity(Training training, List<String> names, Symbols letters) {
    return Math.exp(training.evaluate(data(names, letters)).getOrDefault("loss", 0.0));
  }

  /** Draws names, each letter by its probability after those before it. */
  private static List<String> write(Training training, Symbols letters, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] ids = new int[WRITTEN][1];
    for (int[] row : ids) {
      row[0] = Symbols.START;
    }
    for (int t = 1; t <= LONGEST; t++) {
      INDArray scores = training.predict(Nd4j.createFromArray(ids)); // (names, t, letters)
      for (int r = 0; r < WRITTEN; r++) {
        INDArray last = scores.slice(r).getRow(t - 1L);
        ids[r] = Arrays.copyOf(ids[r], t + 1);
        boolean ended = t > 1 && (ids[r][t - 1] == Symbols.END || ids[r][t - 1] == 0);
        ids[r][t] = ended || t == LONGEST ? Symbols.END : draw(last, random);
      }
    }
    List<String> names = new ArrayList<>();
    for (int[] row : ids) {
      StringBuilder name = new StringBuilder();
      for (int t = 1; t < row.length && row[t] != Symbols.END; t++) {
        name.append(letters.symbol(row[t]));
      }
      names.add(name.toString());
    }
    return names;
  }

  private static int draw(INDArray scores, SplittableRandom random) {
    INDArray weights =
        Transforms.exp(scores.sub(scores.maxNumber()).divi(TEMPERATURE).castTo(DataType.DOUBLE));
    double at = random.nextDouble() * weights.sumNumber().doubleValue();
    for (int id = 0; id < weights.length(); id++) {
      at -= weights.getDouble(id);
      if (at < 0 && id != Symbols.PADDING && id != Symbols.START) {
        return id;
      }
    }
    return Symbols.END;
  }
}
