package rawi.apps.models;

import static org.assertj.core.api.Assertions.assertThat;
import static rawi.nn.AssertArrays.assertBits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.embeddings.CharacterEmbedding;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.NgramEmbedding;
import rawi.nn.Layer;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Conv1D;
import rawi.nn.layers.Dense;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/**
 * Networks that read words letter by letter or by n-grams: they learn an ending, judge words that
 * they never saw by it, and are the same out of a file.
 */
class ComposedModelTest {
  private static final Kernels FAST = new CpuKernels(new Workers(1));
  private static final int WORDS = 3; // of a sentence
  private static final int LETTERS = 7;
  private static final String ALPHABET = "abdehilmnorstéبتكرسلمن";
  private static final NgramEmbedding NGRAMS =
      new NgramEmbedding(new CharacterNgrams(2, 3, 4000), 8);

  @TempDir private Path folder;

  static Stream<Layer.Spec> words() {
    Layer.Spec convolution =
        Sequential.of(Conv1D.of(12, 3, Conv1D.Padding.SAME), new GlobalMaxPooling1D());
    int letters = ALPHABET.length() + 1;
    return Stream.of(
        NGRAMS,
        new CharacterEmbedding(letters, 6, convolution),
        new CharacterEmbedding(letters, 6, new Bidirectional(LSTM.of(8))));
  }

  /** Sentences of drawn words; in those of class 1 one word ends with -nt or with تن. */
  private static List<List<String>> sentences(int n, long seed) {
    Random random = new Random(seed);
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<String> sentence = new ArrayList<>();
      for (int w = 0; w < WORDS; w++) {
        sentence.add(word(random, 2 + random.nextInt(LETTERS - 2)));
      }
      if (i % 2 == 1) {
        String ending = random.nextBoolean() ? "nt" : "تن";
        sentence.set(random.nextInt(WORDS), word(random, 1 + random.nextInt(4)) + ending);
      }
      all.add(sentence);
    }
    return all;
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    while (word.length() < length) {
      word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return word.toString().replaceAll("nt$|تن$", "ee");
  }

  private static INDArray ids(Layer.Spec spec, List<List<String>> sentences) {
    if (spec instanceof NgramEmbedding ngrams) {
      return ngrams.ids(sentences);
    }
    int[][][] ids = new int[sentences.size()][WORDS][LETTERS];
    for (int b = 0; b < ids.length; b++) {
      for (int t = 0; t < WORDS; t++) {
        String word = sentences.get(b).get(t);
        for (int i = 0; i < word.length(); i++) {
          ids[b][t][i] = ALPHABET.indexOf(word.charAt(i)) + 1;
        }
      }
    }
    return Nd4j.createFromArray(ids);
  }

  private static TensorDataset data(Layer.Spec spec, int n, long seed) {
    int[] classes = new int[n];
    for (int i = 0; i < n; i++) {
      classes[i] = i % 2;
    }
    return TensorDataset.of(ids(spec, sentences(n, seed)), Nd4j.createFromArray(classes))
        .withBatch(16);
  }

  @DisplayName("Words composed of letters or n-grams teach a network what they end with, and last")
  @ParameterizedTest
  @MethodSource("words")
  void learnAndSave(Layer.Spec spec) {
    Network network =
        Network.of(
            Sequential.of(spec, new GlobalMaxPooling1D(), new Dense(2)),
            Shape.of(WORDS, Shape.ANY),
            new Weights(5, DataType.FLOAT));
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.01))
            .with(SparseCategoricalAccuracy::new);
    Training training = Training.of(network, recipe, FAST);
    training.fit(data(spec, 600, 1).shuffled(1), Trainer.Options.epochs(12));
    TensorDataset unseen = data(spec, 200, 2);
    assertThat(training.evaluate(unseen).get("accuracy")).isGreaterThan(0.93);

    Path file = folder.resolve("m.rawi");
    training.save(file, KnownTypes.all());
    Training loaded = Training.load(file, KnownTypes.all(), recipe, FAST);
    assertThat(loaded.network().spec()).isEqualTo(network.spec());
    INDArray texts = ids(spec, sentences(40, 3));
    assertBits(training.predict(texts), loaded.predict(texts));
    loaded.fit(data(spec, 40, 4), Trainer.Options.epochs(1));
  }
}
