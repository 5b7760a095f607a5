package rawi.recurrent;

import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
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

/**
 * Whole layers, in float32: both kernels give the same, and what stands at masked steps counts for
 * nothing, whatever it is and however much of it.
 */
class KernelsAndPaddingTest {
  private static final int BATCH = 6;
  private static final int TIME = 9;
  private static final int FEATURES = 16;

  static Stream<RecurrentSpec> cells() {
    return RecurrentGradientTest.cells().stream();
  }

  private static List<Kernels> kernels() {
    return List.of(new Nd4jKernels(), new CpuKernels(new Workers(2)));
  }

  /** Forwards, backwards and in both directions. */
  private static List<Layer.Spec> ways(RecurrentSpec cell) {
    return List.of(cell, cell.with(o -> o.goBackwards(true)), new Bidirectional(cell));
  }

  private static INDArray random(long seed, long... shape) {
    return GradientCheck.random(seed, shape).castTo(DataType.FLOAT);
  }

  private static INDArray ends() {
    return Masks.END.of(BATCH, TIME, DataType.FLOAT).orElseThrow();
  }

  /** The output, dL/dx and the weight gradients, for L = real steps times {@link #factors}. */
  private static List<INDArray> run(Layer.Spec spec, Signal in, Kernels kernels) {
    Shape example = Shape.of(in.values().size(1), in.values().size(2));
    Layer layer = spec.build(example, new Weights(4, DataType.FLOAT));
    List<INDArray> all = new ArrayList<>();
    Arena arena = new Arena();
    arena.step(
        () -> {
          Pass pass = layer.forward(in.asDifferentiable(), Context.training(kernels, arena, 1));
          INDArray output = pass.output().values();
          INDArray d = factors(output);
          pass.output()
              .mask()
              .map(m -> m.castTo(DataType.FLOAT))
              .ifPresent(m -> d.muli(m.reshape(m.size(0), m.size(1), 1)));
          Optional<INDArray> dx = pass.backward().apply(d);
          all.add(Arena.outside(() -> output.dup('c')));
          return all.add(Arena.outside(() -> dx.orElseThrow().dup('c')));
        });
    layer.parameters().stream().map(Parameter::gradient).forEach(all::add);
    return all;
  }

  /** Numbers that depend on the place before padding, so that a longer batch gets the same. */
  private static INDArray factors(INDArray output) {
    INDArray d = Nd4j.create(DataType.FLOAT, output.shape());
    for (long b = 0; b < d.size(0); b++) {
      for (long t = 0; t < (d.rank() == 3 ? d.size(1) : 1); t++) {
        for (long j = 0; j < d.size(d.rank() - 1); j++) {
          double v = Math.sin(1.0 + b * 31.0 + t * 7.0 + j * 3.0);
          d.putScalar(d.rank() == 3 ? new long[] {b, t, j} : new long[] {b, j}, v);
        }
      }
    }
    return d;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("outputs and gradients are those of the plain kernels, in every direction and mask")
  void bothKernels(RecurrentSpec cell) {
    for (boolean sequences : new boolean[] {true, false}) {
      for (Layer.Spec spec : ways(cell.with(o -> o.returnSequences(sequences)))) {
        for (Masks masks : Masks.values()) {
          Signal in =
              Signal.of(random(1, BATCH, TIME, FEATURES))
                  .withMask(masks.of(BATCH, TIME, DataType.FLOAT));
          List<INDArray> plain = run(spec, in, kernels().get(0));
          List<INDArray> fast = run(spec, in, kernels().get(1));
          for (int i = 0; i < plain.size(); i++) {
            String what = "%s, %s, array %d (output, dx, weights..)".formatted(spec, masks, i);
            assertCloseInScale(plain.get(i), fast.get(i), 2e-5, what);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("NaN, infinity and large numbers at masked steps change no bit")
  void garbage(RecurrentSpec cell) {
    INDArray mask = Masks.MIDDLE.of(3, 5, DataType.FLOAT).orElseThrow();
    INDArray clean = random(1, 3, 5, 2);
    for (Kernels kernels : kernels()) {
      for (Layer.Spec spec : ways(cell)) {
        List<INDArray> expected = run(spec, Signal.of(clean, mask), kernels);
        for (double garbage : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e30}) {
          INDArray dirty = clean.dup();
          for (int b = 0; b < 3; b++) {
            for (int t = 0; t < 5; t++) {
              if (mask.getDouble(b, t) == 0) {
                dirty.putScalar(new int[] {b, t, 0}, garbage);
              }
            }
          }
          assertBits(expected, run(spec, Signal.of(dirty, mask), kernels), spec + " " + garbage);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @DisplayName("padding a batch further changes no bit of outputs and gradients")
  void padding(RecurrentSpec cell) {
    for (boolean sequences : new boolean[] {true, false}) {
      RecurrentSpec one = cell.with(o -> o.returnSequences(sequences));
      for (Layer.Spec spec : sequences ? List.of(one, new Bidirectional(one)) : ways(one)) {
        padding(spec, sequences, 5); // a sequence that comes out turned begins with the padding
      }
    }
  }

  @Test
  @DisplayName("nor does so much of it that the work would be shared if it were work")
  void longPadding() {
    padding(LSTM.of(24), false, 400);
  }

  private static void padding(Layer.Spec spec, boolean sequences, int steps) {
    Kernels fast = kernels().get(1);
    INDArray x = random(1, BATCH, TIME, FEATURES);
    List<INDArray> bare = run(spec, Signal.of(x, ends()), fast);
    INDArray longer = Nd4j.concat(1, x, random(2, BATCH, steps, FEATURES));
    INDArray mask = Nd4j.concat(1, ends(), Nd4j.zeros(DataType.FLOAT, BATCH, steps));
    List<INDArray> padded = new ArrayList<>(run(spec, Signal.of(longer, mask), fast));
    padded.set(0, sequences ? front(padded.get(0)) : padded.get(0));
    padded.set(1, front(padded.get(1)));
    assertBits(bare, padded, spec + " (output, dx, weights..)");
  }

  private static INDArray front(INDArray a) {
    return a.get(NDArrayIndex.all(), NDArrayIndex.interval(0, TIME), NDArrayIndex.all()).dup('c');
  }

  @Test
  @DisplayName("a mask of another number type means the same")
  void types() {
    INDArray x = random(1, BATCH, TIME, FEATURES);
    Layer.Spec spec = LSTM.of(2).with(o -> o.returnSequences(true));
    for (Kernels kernels : kernels()) {
      List<INDArray> expected = run(spec, Signal.of(x, ends()), kernels);
      for (DataType type : List.of(DataType.BOOL, DataType.INT32, DataType.DOUBLE)) {
        assertBits(expected, run(spec, Signal.of(x, ends().castTo(type)), kernels), type.name());
      }
    }
  }
}
