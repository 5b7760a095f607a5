package rawi.apps.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

/**
 * A named piece of work of the performance table: a recurrent layer with a softmax head of ten
 * classes, on random numbers. Training means forward, loss and backward, without the gradient of x
 * and without an optimizer step.
 *
 * @param name as the table names it
 * @param shape batch, time, features, units; for varying lengths, time is the longest; of dense
 *     layers batch and the sizes of all layers
 * @param batches how many batches the work goes through: times are given for one
 */
record Workload(String name, List<Integer> shape, int batches, Runnable work) {
  private static final int CLASSES = 10;

  /** One training step on a batch of equal lengths. */
  static Workload training(String name, Layer.Spec recurrent, int[] shape, Kernels kernels) {
    Trained trained = new Trained(recurrent, shape[2], kernels);
    Signal x = Signal.of(random(shape[0], shape[1], shape[2]));
    INDArray y = labels(shape[0]);
    return new Workload(name, list(shape), 1, () -> trained.step(x, y));
  }

  /**
   * 32 batches of 64 sequences whose lengths are exp(N(3.6, 0.8)) clipped to 4..400, padded to the
   * longest of each batch; the work is one pass over all of them.
   *
   * @param bucketed whether sequences are sorted by length before they are put together
   */
  static Workload varyingLengths(String name, boolean bucketed, Kernels kernels) {
    int batch = 64;
    int features = 128;
    int[] lengths = lengths(32 * batch);
    if (bucketed) {
      Arrays.sort(lengths);
    }
    Trained trained = new Trained(LSTM.of(128), features, kernels);
    List<Signal> inputs = new ArrayList<>();
    int longestOfAll = 0;
    for (int from = 0; from < lengths.length; from += batch) {
      int[] part = Arrays.copyOfRange(lengths, from, from + batch);
      int longest = Arrays.stream(part).max().orElseThrow();
      longestOfAll = Math.max(longestOfAll, longest);
      inputs.add(Signal.of(random(batch, longest, features), mask(part, longest)));
    }
    INDArray y = labels(batch);
    return new Workload(
        name,
        List.of(batch, longestOfAll, features, 128),
        inputs.size(),
        () -> inputs.forEach(x -> trained.step(x, y)));
  }

  /** The forward pass of one sequence. */
  static Workload inference(String name, Layer.Spec recurrent, int[] shape, Kernels kernels) {
    Trained model = new Trained(recurrent, shape[2], kernels);
    Signal x = Signal.of(random(shape[0], shape[1], shape[2]));
    return new Workload(name, list(shape), 1, () -> model.predict(x));
  }

  static Layer.Spec bilstm(int units) {
    return new Bidirectional(LSTM.of(units));
  }

  /** A recurrent layer and its head, with the memory of a step. */
  private static final class Trained {
    private final Layer layer;
    private final Kernels kernels;
    private final Loss loss = new SparseCategoricalCrossentropy();
    private final Arena arena = new Arena();

    Trained(Layer.Spec recurrent, int features, Kernels kernels) {
      this.layer =
          Sequential.of(recurrent, new Dense(CLASSES))
              .build(Shape.of(Shape.ANY, features), new Weights(1, DataType.FLOAT));
      this.kernels = kernels;
    }

    void step(Signal x, INDArray y) {
      layer.parameters().forEach(Parameter::clearGradient);
      arena.step(
          () -> {
            Pass pass = layer.forward(x, Context.training(kernels, arena, 1));
            Loss.Value value = loss.of(pass.output().values(), y, Weighting.none(), kernels);
            return pass.backward().apply(value.gradient()).isPresent();
          });
    }

    void predict(Signal x) {
      arena.step(
          () ->
              layer
                  .forward(x, Context.inference(kernels, arena))
                  .output()
                  .values()
                  .getDouble(0, 0));
    }
  }

  private static int[] lengths(int n) {
    Random random = new Random(7);
    int[] lengths = new int[n];
    for (int i = 0; i < n; i++) {
      double length = Math.exp(3.6 + 0.8 * random.nextGaussian());
      lengths[i] = (int) Math.max(4, Math.min(400, Math.round(length)));
    }
    return lengths;
  }

  private static INDArray mask(int[] lengths, int time) {
    float[][] mask = new float[lengths.length][time];
    for (int r = 0; r < lengths.length; r++) {
      Arrays.fill(mask[r], 0, lengths[r], 1);
    }
    return Nd4j.createFromArray(mask);
  }

  private static INDArray random(int... shape) {
    Random random = new Random(3);
    int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape(shape[0], shape[1], shape[2]);
  }

  private static INDArray labels(int n) {
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % CLASSES;
    }
    return Nd4j.createFromArray(y);
  }

  private static List<Integer> list(int... shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
