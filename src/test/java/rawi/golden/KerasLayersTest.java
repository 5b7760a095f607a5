package rawi.golden;

import static rawi.nn.AssertArrays.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Add;
import rawi.nn.layers.Average;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.layers.LeakyReLU;
import rawi.nn.layers.Maximum;
import rawi.nn.layers.Multiply;
import rawi.nn.layers.PReLU;
import rawi.nn.layers.ReLU;
import rawi.nn.layers.Subtract;

/** Activations, normalization and merges that Keras computed, with its weights. */
class KerasLayersTest {
  static Stream<Named<Kernels>> kernels() {
    return Stream.of(
        Named.of("plain", new Nd4jKernels()), Named.of("fast", new CpuKernels(new Workers(2))));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Dense with eight activations, LeakyReLU, PReLU, Dense without bias")
  void activations(Kernels kernels) {
    KerasModel keras = KerasModel.read("dense_acts");
    Sequential model =
        Sequential.of(
            Dense.of(5, Activations.TANH),
            Dense.of(5, Activations.SIGMOID),
            Dense.of(4, Activations.ELU),
            Dense.of(4, Activations.SELU),
            Dense.of(4, Activations.GELU),
            Dense.of(4, Activations.SILU),
            Dense.of(4, Activations.HARD_SIGMOID),
            Dense.of(4, Activations.SOFTPLUS),
            new LeakyReLU(0.2),
            new PReLU(),
            new Dense(2).useBias(false));
    Layer built = model.build(Shape.of(6), new Weights(1, DataType.FLOAT));
    keras.load(0, keras.weights().size(), built.parameters());
    assertClose(keras.output(), infer(built, keras.input(), kernels), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("Dense with relu and softmax")
  void reluAndSoftmax(Kernels kernels) {
    KerasModel keras = KerasModel.read("dense_relu_softmax");
    Sequential model =
        Sequential.of(Dense.of(5, Activations.RELU), Dense.of(3, Activations.SOFTMAX));
    Layer built = model.build(Shape.of(6), new Weights(1, DataType.FLOAT));
    keras.load(0, 2, built.parameters());
    assertClose(keras.output(), infer(built, keras.input(), kernels), 1e-5);
  }

  /** The convolutions are Dense over patches that are cut out here. */
  @ParameterizedTest
  @MethodSource("kernels")
  @DisplayName("BatchNormalization with Keras's moving statistics, ReLU, and five merges")
  void merges(Kernels kernels) {
    KerasModel keras = KerasModel.read("functional_residual");
    flattenKernels(keras);
    Layer first =
        Sequential.of(new Dense(4), new BatchNormalization().epsilon(1.001e-5), new ReLU())
            .build(Shape.of(8, 8, 27), new Weights(1, DataType.FLOAT));
    keras.load(0, 2, first.parameters());
    Layer second = new Dense(4).build(Shape.of(8, 8, 4), new Weights(1, DataType.FLOAT));
    keras.load(2, 3, second.parameters());
    Layer last = new Dense(2).build(Shape.of(4), new Weights(1, DataType.FLOAT));
    keras.load(3, 4, last.parameters());

    INDArray r = infer(first, patches(keras.input()), kernels);
    INDArray added = merge(new Add(), kernels, r, infer(second, r, kernels));
    INDArray multiplied = merge(new Multiply(), kernels, r, added);
    INDArray subtracted = merge(new Subtract(), kernels, multiplied, r);
    INDArray most = merge(new Maximum(), kernels, subtracted, r);
    INDArray mean = merge(new Average(), kernels, most, r);
    assertClose(keras.output(), infer(last, mean.mean(1, 2), kernels), 1e-5);
  }

  /** (height, width, in, out) to (height width in, out), in place. */
  private static void flattenKernels(KerasModel keras) {
    for (List<INDArray> layer : keras.weights()) {
      layer.replaceAll(w -> w.rank() == 4 ? w.reshape('c', w.length() / w.size(3), w.size(3)) : w);
    }
  }

  /** What a 3 x 3 kernel sees around each pixel, zeros outside: (batch, 8, 8, 9 channels). */
  private static INDArray patches(INDArray x) {
    INDArray y = Nd4j.zeros(DataType.FLOAT, x.size(0), 8, 8, 27);
    for (int b = 0; b < x.size(0); b++) {
      for (int i = 0; i < 64 * 9 * 3; i++) {
        int c = i % 3;
        int dx = i / 3 % 3;
        int dy = i / 9 % 3;
        int column = i / 27 % 8;
        int row = i / 27 / 8;
        int sourceRow = row + dy - 1;
        int sourceColumn = column + dx - 1;
        if (sourceRow >= 0 && sourceRow < 8 && sourceColumn >= 0 && sourceColumn < 8) {
          y.putScalar(
              new long[] {b, row, column, (dy * 3 + dx) * 3 + c},
              x.getFloat(b, sourceRow, sourceColumn, c));
        }
      }
    }
    return y;
  }

  private static INDArray merge(Junction.Spec merge, Kernels kernels, INDArray... inputs) {
    List<Signal> signals = new ArrayList<>();
    for (INDArray input : inputs) {
      signals.add(Signal.of(input));
    }
    Shape shape = Shape.of(8, 8, 4);
    Junction built = merge.build(List.of(shape, shape), new Weights(1, DataType.FLOAT));
    return built
        .forward(signals, Context.inference(kernels, new Arena()))
        .outputs()
        .get(0)
        .values();
  }

  private static INDArray infer(Layer layer, INDArray x, Kernels kernels) {
    Signal in = new Signal(x, Optional.empty(), false);
    return layer.forward(in, Context.inference(kernels, new Arena())).output().values();
  }
}
