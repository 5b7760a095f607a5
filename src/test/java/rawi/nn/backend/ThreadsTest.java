package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static rawi.nn.AssertArrays.assertBits;
import static rawi.nn.AssertArrays.assertCloseInScale;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.AssertArrays;

/** When results are equal to the last bit, as docs/recurrent.md says. */
class ThreadsTest {
  private static final int MOST = 3;

  static Stream<Cell> cells() {
    return Cells.STANDARD.stream();
  }

  private static RecurrentCase of(Cell cell, int batch, int time, int features, int units) {
    INDArray mask = Nd4j.ones(DataType.FLOAT, batch, time);
    for (int b = 0; b < batch; b++) {
      mask.putScalar(b, (3 * b) % time, 0);
    }
    return new RecurrentCase(
        cell,
        DataType.FLOAT,
        batch,
        time,
        features,
        units,
        Optional.of(mask),
        false,
        true,
        Scan.Masked.REPEAT,
        true,
        true,
        true,
        true);
  }

  private static Map<String, INDArray> run(RecurrentCase how, int threads) {
    try (Workers workers = new Workers(threads)) {
      return how.results(new CpuKernels(workers));
    }
  }

  /** The bits of each float32 array. */
  static Map<String, List<Float>> bits(Map<String, INDArray> results) {
    Map<String, List<Float>> all = new TreeMap<>();
    results.forEach(
        (name, a) -> all.put(name, AssertArrays.bits(a).stream().map(Double::floatValue).toList()));
    return all;
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("runs with one number of threads are equal to the last bit, work shared or not")
  void repeated(Cell cell) {
    for (RecurrentCase how : List.of(of(cell, 5, 7, 10, 20), of(cell, 24, 20, 64, 96))) {
      for (int threads = 1; threads <= MOST; threads++) {
        assertBits(run(how, threads), run(how, threads));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("a pass too small to be shared is equal to the last bit at any number of threads")
  void small(Cell cell) {
    RecurrentCase how = of(cell, 5, 7, 10, 20);
    for (int threads = 2; threads <= MOST; threads++) {
      assertBits(run(how, 1), run(how, threads));
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  @DisplayName("a shared one differs by rounding alone: weight gradients are summed shard by shard")
  void shared(Cell cell) {
    RecurrentCase how = of(cell, 24, 20, 64, 96);
    Map<String, INDArray> alone = run(how, 1);
    Map<String, INDArray> shared = run(how, 2);
    assertNotEquals(bits(alone), bits(shared), "docs say that they differ");
    alone.forEach(
        (name, a) -> {
          INDArray b = Objects.requireNonNull(shared.get(name), name);
          assertCloseInScale(a, b, 1e-5, name);
        });
  }

  @Test
  @DisplayName("two directions side by side are what they are one after the other, to the last bit")
  void directions() {
    RecurrentCase how = of(Cells.STANDARD.get(1), 16, 20, 32, 40);
    RecurrentCase.Inputs in = how.inputs();
    for (boolean training : new boolean[] {true, false}) {
      Scan ahead = scan(how, in, false, training);
      Scan back = scan(how, in, true, training);
      List<Kernels.Run> both =
          List.of(
              new Kernels.Run(how.cell(), in.weights(), ahead),
              new Kernels.Run(how.cell(), in.weights(), back));
      try (Workers one = new Workers(1);
          Workers two = new Workers(2)) {
        List<RecurrentPass> alone = new CpuKernels(one).recurrent(both, new Arena());
        List<RecurrentPass> shared = new CpuKernels(two).recurrent(both, new Arena());
        for (int i = 0; i < 2; i++) {
          assertBits(alone.get(i).output(), shared.get(i).output());
          assertBits(alone.get(i).states(), shared.get(i).states());
        }
      }
    }
  }

  private static Scan scan(
      RecurrentCase how, RecurrentCase.Inputs in, boolean backwards, boolean training) {
    return new Scan(
        in.x(),
        how.mask(),
        in.states(),
        backwards,
        true,
        Scan.Masked.ZERO,
        Optional.empty(),
        training);
  }
}
