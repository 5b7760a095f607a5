package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rawi.nn.AssertArrays.assertClose;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The fast recurrent kernels against the plain ones, in float32. */
class RecurrentKernelTest {
  private static final double TOLERANCE = 2e-5;

  static IntStream configurations() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest(name = "configuration {0}")
  @MethodSource("configurations")
  @DisplayName("outputs, states and gradients of random scans are those of the plain kernels")
  void equalsPlain(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RecurrentCase how = random(random);
    boolean inputWanted = random.nextBoolean();
    try (Workers workers = new Workers(1 + random.nextInt(3))) {
      assertSame(
          how.toString(),
          how.results(new Nd4jKernels(), how.inputs(), inputWanted),
          how.results(new CpuKernels(workers), how.inputs(), inputWanted));
    }
  }

  @Test
  @DisplayName("the random scans have each cell with and without every option, in both directions")
  void everyKind() {
    Map<String, Integer> counts = new TreeMap<>();
    configurations()
        .mapToObj(seed -> random(new SplittableRandom(seed)))
        .forEach(
            how -> {
              boolean shared =
                  (long) (how.features() + how.units()) * how.units() * how.cell().gates()
                      > 4_000_000L / ((long) how.batch() * how.time());
              for (String kind :
                  List.of(
                      "any",
                      "mask " + how.mask().isPresent(),
                      "backwards " + how.backwards(),
                      "sequences " + how.sequences(),
                      "masked " + how.masked(),
                      "bias " + how.bias(),
                      "initial state " + how.initialState(),
                      "dropout " + how.dropout(),
                      "training " + how.training(),
                      "shared by threads " + shared)) {
                counts.merge(how.cell() + ", " + kind, 1, Integer::sum);
              }
            });
    for (Cell cell : Cells.STANDARD) {
      assertTrue(counts.getOrDefault(cell + ", any", 0) >= 30, counts::toString);
    }
    assertEquals(Cells.STANDARD.size() * 19, counts.size(), counts::toString);
  }

  private static RecurrentCase random(SplittableRandom random) {
    boolean large = random.nextInt(8) == 0; // then there is work for several threads
    int batch = large ? 16 + random.nextInt(20) : 1 + random.nextInt(9);
    int time = 1 + random.nextInt(large ? 30 : 12);
    int features = 1 + random.nextInt(40);
    int units = large ? 60 + random.nextInt(150) : 1 + random.nextInt(40);
    return new RecurrentCase(
        Cells.STANDARD.get(random.nextInt(Cells.STANDARD.size())),
        DataType.FLOAT,
        batch,
        time,
        features,
        units,
        mask(random, batch, time),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean() ? Scan.Masked.ZERO : Scan.Masked.REPEAT,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(3) == 0,
        random.nextInt(4) > 0);
  }

  /** None; at the end, at the start or in the middle of each row; anywhere; whole rows. */
  private static Optional<INDArray> mask(SplittableRandom random, int batch, int time) {
    int form = random.nextInt(7);
    if (form == 0) {
      return Optional.empty();
    }
    INDArray mask = Nd4j.ones(DataType.FLOAT, batch, time);
    for (int b = 0; b < batch; b++) {
      int from = form == 2 ? 0 : random.nextInt(time);
      int to = form == 1 ? time : from + random.nextInt(time + 1 - from);
      for (int t = 0; t < time; t++) {
        boolean masked =
            switch (form) {
              case 4 -> random.nextBoolean();
              case 5 -> b % 2 == 0;
              case 6 -> true;
              default -> t >= from && t < to;
            };
        if (masked) {
          mask.putScalar(b, t, 0);
        }
      }
    }
    return Optional.of(mask);
  }

  static Stream<Cell> cells() {
    return Cells.STANDARD.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName(
      "padding to any length changes no bit of outputs, states and gradients, plain at most 1e-6")
  void padding(Cell cell) {
    try (Workers workers = new Workers(2)) {
      for (int form = 0; form < 8; form++) {
        boolean sequences = form % 2 == 0;
        boolean backwards = form / 2 % 2 == 0;
        boolean plain = form / 4 == 0;
        Kernels kernels = plain ? new Nd4jKernels() : new CpuKernels(workers);
        Map<String, INDArray> results = ragged(cell, 9, sequences, backwards).results(kernels);
        for (int time : new int[] {10, 14, 37}) {
          Map<String, INDArray> padded = ragged(cell, time, sequences, backwards).results(kernels);
          results.forEach(
              (name, a) -> {
                INDArray b = front(padded, name, a.shape());
                double most = plain ? 1e-6 : 0;
                assertClose(a, b, most, name);
              });
        }
      }
    }
  }

  /** Rows of 9, 8, 7 and so on real steps, then garbage up to {@code time}. */
  private static RecurrentCase ragged(Cell cell, int time, boolean sequences, boolean backwards) {
    int batch = 6;
    INDArray mask = Nd4j.zeros(DataType.FLOAT, batch, time);
    for (int b = 0; b < batch; b++) {
      mask.get(NDArrayIndex.point(b), NDArrayIndex.interval(0, 9 - b)).assign(1);
    }
    return new RecurrentCase(
        cell,
        DataType.FLOAT,
        batch,
        time,
        16,
        24,
        Optional.of(mask),
        backwards,
        sequences,
        Scan.Masked.ZERO,
        true,
        true,
        true,
        true);
  }

  /** The part of an array that a batch without the padding has. */
  private static INDArray front(Map<String, INDArray> results, String name, long... shape) {
    INDArray a = Objects.requireNonNull(results.get(name), name);
    return a.rank() < 3
        ? a
        : a.get(NDArrayIndex.all(), NDArrayIndex.interval(0, shape[1]), NDArrayIndex.all())
            .dup('c');
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("cells with other activations are left to the plain kernels")
  void others(Cell standard) {
    assertTrue(CpuKernels.supports(standard));
    for (Cell other : Cells.OTHERS) {
      assertFalse(CpuKernels.supports(other), other.toString());
    }
  }

  private static void assertSame(
      String what, Map<String, INDArray> plain, Map<String, INDArray> fast) {
    assertEquals(plain.keySet(), fast.keySet());
    plain.forEach(
        (name, expected) -> {
          INDArray actual = Objects.requireNonNull(fast.get(name), name);
          assertCloseInScale(expected, actual, TOLERANCE, name + " of " + what);
        });
  }
}
