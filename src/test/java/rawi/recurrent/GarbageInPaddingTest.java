package rawi.recurrent;

import static rawi.nn.AssertArrays.assertBits;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Layer;
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

/** What stands at masked steps counts for nothing, whatever it is and however much of it. */
class GarbageInPaddingTest {
  static Stream<RecurrentSpec> cells() {
    return RecurrentGradientTest.cells().stream();
  }

  /** The output, dL/dx and the weight gradients for L = the output's sum. */
  private static List<INDArray> run(Layer.Spec spec, INDArray x, INDArray mask, Kernels kernels) {
    Layer layer = spec.build(Shape.of(x.size(1), x.size(2)), new Weights(4, x.dataType()));
    Arena arena = new Arena();
    List<INDArray> all = new ArrayList<>();
    Pass pass =
        layer.forward(Signal.of(x, mask).asDifferentiable(), Context.training(kernels, arena, 1));
    all.add(pass.output().values().dup('c'));
    INDArray ones = pass.output().values().mul(0).addi(1);
    all.add(pass.backward().apply(ones).orElseThrow().dup('c'));
    layer.parameters().stream().map(Parameter::gradient).forEach(all::add);
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("NaN, infinity and large numbers at masked steps change nothing")
  void garbage(RecurrentSpec cell) {
    INDArray mask = Masks.MIDDLE.of(3, 5, DataType.FLOAT).orElseThrow();
    INDArray clean = GradientCheck.random(1, 3, 5, 2).castTo(DataType.FLOAT);
    for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(1)))) {
      for (Layer.Spec spec : List.of(cell, new Bidirectional(cell))) {
        List<INDArray> expected = run(spec, clean, mask, kernels);
        for (double garbage : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e30}) {
          INDArray dirty = clean.dup();
          for (int b = 0; b < 3; b++) {
            for (int t = 0; t < 5; t++) {
              if (mask.getDouble(b, t) == 0) {
                dirty.putScalar(new int[] {b, t, 0}, garbage);
              }
            }
          }
          assertBits(expected, run(spec, dirty, mask, kernels), spec + " " + garbage);
        }
      }
    }
  }

  @Test
  @DisplayName("a mask of another number type means the same")
  void types() {
    INDArray x = GradientCheck.random(1, 3, 5, 2).castTo(DataType.FLOAT);
    INDArray mask = Masks.END.of(3, 5, DataType.FLOAT).orElseThrow();
    Layer.Spec spec = LSTM.of(2).with(o -> o.returnSequences(true));
    for (Kernels kernels : List.of(new Nd4jKernels(), new CpuKernels(new Workers(1)))) {
      List<INDArray> expected = run(spec, x, mask, kernels);
      for (DataType type : List.of(DataType.BOOL, DataType.INT32, DataType.DOUBLE)) {
        assertBits(expected, run(spec, x, mask.castTo(type), kernels), type.name());
      }
    }
  }

  @Test
  @DisplayName("padding so long that the batch would be shared changes no bit of a gradient")
  void longPadding() {
    Kernels kernels = new CpuKernels(new Workers(2));
    INDArray x = GradientCheck.random(1, 6, 9, 16).castTo(DataType.FLOAT);
    INDArray mask = Masks.END.of(6, 9, DataType.FLOAT).orElseThrow();
    List<INDArray> bare = run(LSTM.of(24), x, mask, kernels);
    INDArray padded = Nd4j.concat(1, x, Nd4j.ones(DataType.FLOAT, 6, 400, 16));
    INDArray longer = Nd4j.concat(1, mask, Nd4j.zeros(DataType.FLOAT, 6, 400));
    List<INDArray> result = run(LSTM.of(24), padded, longer, kernels);
    for (int i = 2; i < bare.size(); i++) {
      assertBits(bare.get(i), result.get(i), "weight gradient " + i);
    }
  }
}
