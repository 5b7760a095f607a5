package rawi.apps.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Kernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.Loss;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.losses.Weighting;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Optimizer;

/** The row of the performance table for dense layers, on random numbers. */
final class DenseWorkload {
  private static final int[] SIZES = {784, 512, 256, 128, 64, 10};
  private static final int BATCH = 32;

  private DenseWorkload() {}

  /** A whole step, Adam and all, of MNIST's network of dense layers. */
  static Workload training(String name, Kernels kernels) {
    List<Layer.Spec> layers = new ArrayList<>();
    for (int i = 1; i < SIZES.length - 1; i++) {
      layers.add(Dense.of(SIZES[i], Activations.RELU));
    }
    int classes = SIZES[SIZES.length - 1];
    layers.add(new Dense(classes));
    Layer model = new Sequential(layers).build(Shape.of(SIZES[0]), new Weights(1, DataType.FLOAT));
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[BATCH * SIZES[0]];
    int[] labels = new int[BATCH];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
      labels[i % BATCH] = i % classes;
    }
    Signal x = Signal.of(Nd4j.createFromArray(pixels).reshape(BATCH, SIZES[0]));
    INDArray y = Nd4j.createFromArray(labels);
    Optimizer.State optimizer = Adam.of().start(model.parameters());
    Arena arena = new Arena();
    Loss loss = new SparseCategoricalCrossentropy();
    Runnable step =
        () -> {
          Pass pass = model.forward(x, Context.training(kernels, arena, 1));
          INDArray logits = pass.output().values();
          pass.backward().apply(loss.of(logits, y, Weighting.none(), kernels).gradient());
          optimizer.step(kernels);
          model.parameters().forEach(Parameter::clearGradient);
        };
    return new Workload(
        name,
        shape(),
        1,
        () ->
            arena.step(
                () -> {
                  step.run();
                  return true;
                }));
  }

  private static List<Integer> shape() {
    List<Integer> shape = new ArrayList<>(List.of(BATCH));
    for (int size : SIZES) {
      shape.add(size);
    }
    return shape;
  }
}
