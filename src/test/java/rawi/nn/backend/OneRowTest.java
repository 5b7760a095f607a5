package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of a single sequence, which the fast kernels multiply as vectors. */
class OneRowTest {
  private static final double TOLERANCE = 2e-5;

  static Stream<Cell> cells() {
    return Cells.STANDARD.stream();
  }

  /** Shorter than a chunk of steps, and longer; units that fill cache lines, and not. */
  private static List<RecurrentCase> cases(Cell cell) {
    SplittableRandom random = new SplittableRandom(5);
    List<RecurrentCase> all = new ArrayList<>();
    for (int units : new int[] {7, 100}) {
      for (int time : new int[] {1, 9, 140}) {
        for (boolean masked : new boolean[] {false, true}) {
          all.add(
              new RecurrentCase(
                  cell,
                  DataType.FLOAT,
                  1,
                  time,
                  1 + random.nextInt(20),
                  units,
                  masked ? Optional.of(mask(random, time)) : Optional.empty(),
                  random.nextBoolean(),
                  random.nextBoolean(),
                  Scan.Masked.REPEAT,
                  random.nextBoolean(),
                  random.nextBoolean(),
                  false,
                  false));
        }
      }
    }
    return all;
  }

  private static INDArray mask(SplittableRandom random, int time) {
    INDArray mask = Nd4j.ones(DataType.FLOAT, 1, time);
    for (int t = 0; t < time; t++) {
      mask.putScalar(0, t, random.nextInt(3) == 0 ? 0 : 1);
    }
    return mask;
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("output, states and gradients of one sequence are the plain kernel's")
  void equalsPlain(Cell cell) {
    try (Workers workers = new Workers(2)) {
      for (RecurrentCase how : cases(cell)) {
        Map<String, INDArray> fast = how.results(new CpuKernels(workers));
        how.results(new Nd4jKernels())
            .forEach(
                (name, expected) -> {
                  INDArray actual = Objects.requireNonNull(fast.get(name), name);
                  double scale = Math.max(1, expected.amaxNumber().doubleValue());
                  double error = expected.sub(actual).amaxNumber().doubleValue() / scale;
                  assertTrue(error < TOLERANCE, name + " differs by " + error + " in " + how);
                });
      }
    }
  }
}
