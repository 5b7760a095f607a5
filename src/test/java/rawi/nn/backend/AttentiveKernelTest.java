package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The fast LSTM that looks against the plain one, in float32. */
class AttentiveKernelTest {
  private static final double TOLERANCE = 3e-5;

  /** A run with sizes and numbers of its own. */
  private static final class Case {
    final SplittableRandom random;
    final int batch;
    final int time;
    final int features;
    final int units;
    final int dim;
    final int size;
    final int places;
    final int groups;
    final int[] lengths;
    final int[] group;
    final AttentiveWeights weights;
    final AttentiveScan scan;

    Case(long seed, int most) {
      random = new SplittableRandom(seed);
      batch = 1 + random.nextInt(most);
      time = 1 + random.nextInt(6);
      features = 1 + random.nextInt(most);
      units = 1 + random.nextInt(most);
      dim = 1 + random.nextInt(most);
      size = 1 + random.nextInt(most);
      places = 1 + random.nextInt(most);
      groups = 1 + random.nextInt(4);
      lengths = random.ints(batch, 1, time + 1).toArray();
      group = random.ints(batch, 0, groups).toArray();
      weights =
          new AttentiveWeights(
              numbers(features, 4L * units),
              numbers(dim, 4L * units),
              numbers(units, 4L * units),
              numbers(4L * units),
              numbers(units, size),
              numbers(size),
              numbers(units, 1),
              numbers(1));
      scan =
          new AttentiveScan(
              numbers(batch, time, features),
              lengths,
              numbers(groups, places, dim),
              numbers(groups, places, size),
              group,
              numbers(batch, units),
              numbers(batch, units),
              true);
    }

    INDArray numbers(long... shape) {
      INDArray a = Nd4j.create(DataType.FLOAT, shape);
      for (long i = 0; i < a.length(); i++) {
        a.putScalar(i, random.nextDouble(-1, 1));
      }
      return a;
    }

    /** Outputs, states, gradients of inputs and weights. */
    List<INDArray> results(Kernels kernels, List<INDArray> back) {
      AttentiveWeights gradients =
          new AttentiveWeights(
              Nd4j.ones(DataType.FLOAT, features, 4L * units),
              Nd4j.ones(DataType.FLOAT, dim, 4L * units),
              Nd4j.ones(DataType.FLOAT, units, 4L * units),
              Nd4j.ones(DataType.FLOAT, 4L * units),
              Nd4j.ones(DataType.FLOAT, units, size),
              Nd4j.ones(DataType.FLOAT, size),
              Nd4j.ones(DataType.FLOAT, units, 1),
              Nd4j.ones(DataType.FLOAT, 1));
      AttentivePass pass = kernels.attentive(weights, scan, new Arena());
      List<INDArray> all =
          new ArrayList<>(
              List.of(pass.output(), pass.contexts(), pass.looks(), pass.h(), pass.c()));
      AttentivePass.Result result = pass.backward(back.get(0), back.get(1), back.get(2), gradients);
      all.addAll(List.of(result.dx(), result.dValues(), result.dKeys(), result.dh(), result.dc()));
      all.addAll(
          List.of(
              gradients.kernel(),
              gradients.contextKernel(),
              gradients.recurrentKernel(),
              gradients.bias(),
              gradients.queryKernel(),
              gradients.score(),
              gradients.gateKernel(),
              gradients.gateBias()));
      return all;
    }

    List<INDArray> back() {
      return List.of(
          numbers(batch, time, units), numbers(batch, time, dim), numbers(batch, time, places));
    }
  }

  static IntStream cases() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest(name = "case {0}")
  @MethodSource("cases")
  @DisplayName("outputs, states and gradients of random runs are those of the plain kernel")
  void equalsPlain(int seed) {
    Case how = new Case(seed, seed % 5 == 0 ? 90 : 17); // some large enough to be shared
    List<INDArray> back = how.back();
    try (Workers workers = new Workers(1 + seed % 3)) {
      List<INDArray> plain = how.results(new Nd4jKernels(), back);
      List<INDArray> fast = how.results(new CpuKernels(workers), back);
      assertEquals(plain.size(), fast.size());
      for (int i = 0; i < plain.size(); i++) {
        assertCloseInScale(plain.get(i), fast.get(i), TOLERANCE, "result " + i);
      }
    }
  }

  @Test
  @DisplayName("one number of threads gives the same bits each time")
  void sameBits() {
    Case how = new Case(5, 90);
    List<INDArray> back = how.back();
    try (Workers workers = new Workers(3)) {
      Kernels kernels = new CpuKernels(workers);
      assertBits(how.results(kernels, back), how.results(kernels, back), "twice");
    }
  }

  @Test
  @DisplayName("an image that is not there is refused")
  void groups() {
    Case how = new Case(1, 4);
    int[] wrong = new int[how.batch];
    wrong[0] = how.groups;
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new AttentiveScan(
                how.scan.x(),
                how.lengths,
                how.scan.values(),
                how.scan.keys(),
                wrong,
                how.scan.h(),
                how.scan.c(),
                true));
  }
}
