package rawi.apps.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.nextword.NextWordModel;
import rawi.apps.nextword.NextWordOptions;
import rawi.apps.nextword.Typing;
import rawi.embeddings.Embedding;
import rawi.nn.Context;
import rawi.nn.JunctionPass;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dropout;
import rawi.nn.layers.FullSoftmax;
import rawi.nn.layers.SoftmaxHead;
import rawi.nn.losses.Loss;
import rawi.nn.losses.OutputLoss;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.nn.optimizers.Optimizer;
import rawi.recurrent.LSTM;
import rawi.tokenize.Language;
import rawi.tokenize.WordCounts;

/** The rows of the performance table for language models, on random words. */
final class VocabularyWorkload {
  private static final int BATCH = 32;
  private static final int TIME = 35;
  private static final int UNITS = 256;
  private static final int WORDS = 10_000;
  private static final double DROPOUT = 0.3;
  private static final int TYPED = 20; // words
  private static final int SUGGESTIONS = 5;

  private VocabularyWorkload() {}

  /** A whole step, clipping and Adam and all: an LSTM with tied vectors and a full softmax. */
  static Workload training(String name, Kernels kernels) {
    Layer reader =
        Sequential.of(
                new Embedding(WORDS, UNITS, false),
                new Dropout(DROPOUT),
                LSTM.of(UNITS).with(o -> o.returnSequences(true)),
                new Dropout(DROPOUT))
            .build(Shape.of(Shape.ANY), new Weights(1, DataType.FLOAT));
    SoftmaxHead head =
        new FullSoftmax(WORDS)
            .tiedTo(reader.parameters().get(0), new Weights(2, DataType.FLOAT).in("softmax"));
    List<Parameter> parameters =
        Stream.concat(reader.parameters().stream(), head.parameters().stream()).toList();
    Signal before = Signal.of(words(1));
    Signal next = Signal.of(words(2));
    Optimizer.State optimizer = Adam.of().start(parameters);
    GlobalNorm clip = new GlobalNorm(1);
    Loss loss = new OutputLoss();
    Arena arena = new Arena();
    Runnable step =
        () -> {
          Context context = Context.training(kernels, arena, 1);
          Pass read = reader.forward(before, context);
          JunctionPass lost = head.forward(List.of(read.output(), next), context);
          INDArray losses = lost.outputs().get(0).values();
          INDArray d = loss.of(losses, losses, Weighting.none(), kernels).gradient();
          lost.backward().apply(List.of(Optional.of(d))).get(0).ifPresent(read.backward()::apply);
          clip.clip(parameters);
          optimizer.step(kernels);
          parameters.forEach(Parameter::clearGradient);
        };
    return new Workload(
        name,
        List.of(BATCH, TIME, UNITS, WORDS),
        1,
        () ->
            arena.step(
                () -> {
                  step.run();
                  return true;
                }));
  }

  /** Suggestions after each key of a text of random words, of which every tenth is unknown. */
  static Workload typing(String name, Kernels kernels) {
    SplittableRandom random = new SplittableRandom(3);
    WordCounts counts = new WordCounts();
    List<String> words = new ArrayList<>();
    while (words.size() < WORDS) {
      String word = letters(random);
      words.add(word);
      counts.add(word);
    }
    NextWordModel model =
        NextWordModel.untrained(counts, NextWordOptions.defaults(Language.FR), kernels);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TYPED; i++) {
      boolean known = random.nextInt(10) > 0;
      text.append(known ? words.get(random.nextInt(WORDS)) : letters(random)).append(' ');
    }
    return new Workload(
        name,
        List.of(1, 1, UNITS, WORDS),
        text.length(),
        () -> {
          Typing typing = model.typing();
          for (int keys = 1; keys <= text.length(); keys++) {
            typing.suggest(text.substring(0, keys), SUGGESTIONS);
          }
        });
  }

  private static String letters(SplittableRandom random) {
    return random
        .ints(random.nextInt(2, 10), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static INDArray words(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] ids = new int[BATCH][TIME];
    for (int[] row : ids) {
      for (int t = 0; t < TIME; t++) {
        row[t] = random.nextInt(WORDS);
      }
    }
    return Nd4j.createFromArray(ids);
  }
}
