package rawi.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
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

/** The fast kernels against the plain ones, in float32, through the layers. */
class FastKernelTest {
  private static final double TOLERANCE = 2e-5;

  static IntStream configurations() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest(name = "configuration {0}")
  @MethodSource("configurations")
  @DisplayName("outputs and gradients of random layers are those of the plain kernels")
  void equalsPlain(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int batch = 1 + random.nextInt(9);
    int time = 1 + random.nextInt(12);
    int features = 1 + random.nextInt(40);
    int units = 1 + random.nextInt(random.nextInt(5) == 0 ? 300 : 40);
    boolean sequences = random.nextBoolean();
    boolean backwards = random.nextBoolean();
    RecurrentSpec one =
        List.of(SimpleRNN.of(units), LSTM.of(units), GRU.of(units), GRU.of(units).resetAfter(false))
            .get(random.nextInt(4))
            .with(o -> o.returnSequences(sequences));
    Layer.Spec spec =
        random.nextInt(3) == 0 ? new Bidirectional(one) : one.with(o -> o.goBackwards(backwards));
    Masks masks = List.of(Masks.values()).get(random.nextInt(Masks.values().length));
    INDArray x = GradientCheck.random(seed, batch, time, features).castTo(DataType.FLOAT);
    Signal in = Signal.of(x).withMask(masks.of(batch, time, DataType.FLOAT)).asDifferentiable();
    Workers workers = new Workers(1 + random.nextInt(3));
    assertSame(spec, in, run(spec, in, new Nd4jKernels()), run(spec, in, new CpuKernels(workers)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rawi.recurrent.RecurrentGradientTest#cells")
  @DisplayName("padding a batch to any length changes no bit of outputs and gradients")
  void paddingChangesNothing(RecurrentSpec cell) {
    for (boolean sequences : new boolean[] {true, false}) {
      RecurrentSpec one = cell.with(o -> o.returnSequences(sequences));
      paddingChangesNothing(one, sequences);
      paddingChangesNothing(new Bidirectional(one), sequences);
      if (!sequences) { // a sequence that comes out turned begins with the padding
        paddingChangesNothing(one.with(o -> o.goBackwards(true)), false);
      }
    }
  }

  private static void paddingChangesNothing(Layer.Spec spec, boolean sequences) {
    INDArray x = GradientCheck.random(1, 6, 9, 16).castTo(DataType.FLOAT);
    INDArray mask = Masks.END.of(6, 9, DataType.FLOAT).orElseThrow();
    Kernels kernels = new CpuKernels(new Workers(2));
    List<INDArray> bare = run(spec, Signal.of(x, mask).asDifferentiable(), kernels);
    INDArray garbage = GradientCheck.random(2, 6, 5, 16).castTo(DataType.FLOAT);
    INDArray longer = Nd4j.concat(1, x, garbage);
    INDArray longerMask = Nd4j.concat(1, mask, Nd4j.zeros(DataType.FLOAT, 6, 5));
    List<INDArray> padded = run(spec, Signal.of(longer, longerMask).asDifferentiable(), kernels);
    for (int i = 2; i < bare.size(); i++) {
      assertEquals(
          0, difference(bare.get(i), padded.get(i)), spec + ", weight gradient " + (i - 2));
    }
    assertEquals(0, difference(bare.get(0), front(padded.get(0), sequences)));
    assertEquals(0, difference(bare.get(1), front(padded.get(1), true)));
  }

  private static INDArray front(INDArray a, boolean hasTime) {
    return hasTime
        ? a.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 9), NDArrayIndex.all()).dup('c')
        : a;
  }

  /** The output, dL/dx and the weight gradients. */
  private static List<INDArray> run(Layer.Spec spec, Signal in, Kernels kernels) {
    Layer layer =
        spec.build(
            Shape.of(in.values().size(1), in.values().size(2)), new Weights(4, DataType.FLOAT));
    List<INDArray> all = new ArrayList<>();
    Arena arena = new Arena();
    arena.step(
        () -> {
          Pass pass = layer.forward(in, Context.training(kernels, arena, 1));
          INDArray output = pass.output().values();
          INDArray d = factors(output);
          pass.output().mask().ifPresent(m -> d.muli(m.reshape(m.size(0), m.size(1), 1)));
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
          if (d.rank() == 3) {
            d.putScalar(new long[] {b, t, j}, v);
          } else {
            d.putScalar(b, j, v);
          }
        }
      }
    }
    return d;
  }

  private static void assertSame(
      Layer.Spec spec, Signal in, List<INDArray> plain, List<INDArray> fast) {
    for (int i = 0; i < plain.size(); i++) {
      double scale = Math.max(1, plain.get(i).amaxNumber().doubleValue());
      double error = difference(plain.get(i), fast.get(i)) / scale;
      assertTrue(
          error < TOLERANCE,
          spec
              + " on "
              + Arrays.toString(in.values().shape())
              + ", array "
              + i
              + " (output, dx, weights..): relative difference "
              + error);
    }
  }

  private static double difference(INDArray a, INDArray b) {
    return a.sub(b).amaxNumber().doubleValue();
  }
}
