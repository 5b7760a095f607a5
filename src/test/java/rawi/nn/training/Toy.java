package rawi.nn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import rawi.embeddings.Embedding;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.GlobalNorm;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/** A small task: whether a sequence holds an id of the upper half of the vocabulary. */
final class Toy {
  private static final int VOCABULARY = 20;

  private Toy() {}

  static Sequential spec() {
    return Sequential.of(
        new Embedding(VOCABULARY, 6, true),
        new Dropout(0.3),
        new Bidirectional(LSTM.of(5)),
        new Dense(2));
  }

  static Layer model(long seed) {
    return spec().build(Shape.of(Shape.ANY), new Weights(seed, DataType.FLOAT));
  }

  static Trainer trainer(Layer model, int epochs, long seed, Callback... callbacks) {
    return trainer(model, new SparseCategoricalCrossentropy(), epochs, seed, callbacks);
  }

  static Trainer trainer(Layer model, Loss loss, int epochs, long seed, Callback... callbacks) {
    return new Trainer(
        model,
        loss,
        Adam.of(0.02).withLazyRows(),
        new CpuKernels(new Workers(2)),
        new Trainer.Options(epochs, Optional.of(new GlobalNorm(1)), seed),
        List.of(callbacks));
  }

  static Dataset training() {
    List<int[]> sequences = sequences(60, 1);
    double[] weights = new double[sequences.size()];
    Arrays.fill(weights, 1);
    return SequenceDataset.shuffled(sequences, labels(sequences), weights, 8, 9);
  }

  static Dataset validation() {
    List<int[]> sequences = sequences(30, 2);
    return SequenceDataset.inOrder(sequences, labels(sequences), 8);
  }

  private static List<int[]> sequences(int n, long seed) {
    Random random = new Random(seed);
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int half = VOCABULARY / 2;
      int[] s = random.ints(1 + random.nextInt(9), 1, half).toArray();
      if (i % 2 == 0) {
        s[random.nextInt(s.length)] = half + random.nextInt(half);
      }
      all.add(s);
    }
    return all;
  }

  private static int[] labels(List<int[]> sequences) {
    int[] labels = new int[sequences.size()];
    Arrays.setAll(labels, i -> 1 - i % 2);
    return labels;
  }

  /** Copies of all weights. */
  static List<INDArray> weights(Layer model) {
    return model.parameters().stream().map(p -> p.value().dup('c')).toList();
  }
}
