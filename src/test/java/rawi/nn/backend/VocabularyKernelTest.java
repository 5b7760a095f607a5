package rawi.nn.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

@DisplayName("the softmax over a vocabulary")
class VocabularyKernelTest {
  private static final Kernels PLAIN = new Nd4jKernels();
  private static final Kernels FAST = new CpuKernels(new Workers(2));

  /** Losses, dx, and both gradients added to ones, which outlive the step. */
  private static List<INDArray> run(Kernels kernels, int rows, int units, int words, Views view) {
    INDArray x = view.of(Views.random(1, rows, units).muli(3));
    INDArray table = view.of(Views.random(2, words, units));
    INDArray bias = view.of(Views.random(3, words).muli(5));
    INDArray dTable = Nd4j.ones(DataType.FLOAT, words, units);
    INDArray dBias = Nd4j.ones(DataType.FLOAT, words);
    int[] ids = new int[rows];
    Arrays.setAll(ids, r -> r % 3 == 0 ? words - 1 : r * r % words); // one word more than once
    Arena arena = new Arena();
    return arena.step(
        () -> {
          VocabularyPass pass = kernels.vocabularyLoss(x, table, bias, ids, true, arena);
          INDArray losses = pass.losses();
          INDArray dx =
              pass.backward(Views.random(4, rows), Optional.of(dTable), Optional.of(dBias));
          INDArray logs = kernels.logProbabilities(x, table, bias);
          VocabularyPass once = kernels.vocabularyLoss(x, table, bias, ids, false, arena);
          return Arena.outside(
              () ->
                  List.of(
                      losses.dup('c'),
                      dx.dup('c'),
                      dTable.dup('c'),
                      dBias.dup('c'),
                      logs.dup('c'),
                      once.losses().dup('c')));
        });
  }

  @ParameterizedTest(name = "({0}, {1}), {2} words")
  @CsvSource({"1,1,1", "1,9,300", "5,1,2", "37,17,129", "130,33,257", "300,40,401"})
  void theFastKernelGivesWhatThePlainOneGives(int rows, int units, int words) {
    for (Views view : Views.values()) {
      List<INDArray> plain = run(PLAIN, rows, units, words, view);
      List<INDArray> fast = run(FAST, rows, units, words, view);
      for (int i = 0; i < plain.size(); i++) {
        assertArrayEquals(plain.get(i).shape(), fast.get(i).shape(), "result " + i);
        double scale = Math.max(1, plain.get(i).amaxNumber().doubleValue());
        double error = plain.get(i).sub(fast.get(i)).amaxNumber().doubleValue() / scale;
        assertEquals(0, error, 1e-5, "result %d, %s".formatted(i, view));
      }
    }
  }

  @Test
  void oneNumberOfThreadsGivesOneResultToTheLastBit() {
    for (int turn = 0; turn < 5; turn++) {
      assertEquals(run(FAST, 300, 40, 401, Views.DENSE), run(FAST, 300, 40, 401, Views.DENSE));
    }
  }

  @Test
  void probabilitiesSumTo1AlsoWhereLogitsAreFarApart() {
    INDArray x = Views.random(1, 20, 8).muli(100);
    INDArray logs =
        FAST.logProbabilities(x, Views.random(2, 5000, 8), Nd4j.zeros(DataType.FLOAT, 5000));
    INDArray sums = Transforms.exp(logs.castTo(DataType.DOUBLE)).sum(1);
    assertEquals(0, sums.sub(1).amaxNumber().doubleValue(), 1e-4);
  }

  @Test
  void theExponentialIsOffByLessThanAFewLastDigits() {
    for (float x = 0; x > -40; x -= 0.0137f) {
      float exact = (float) Math.exp(x);
      assertEquals(exact, Exponential.exp(x), 2e-6f * Math.max(exact, 0.01f), "e^" + x);
    }
    assertEquals(1, Exponential.exp(0));
    assertEquals(0, Exponential.exp(Float.NEGATIVE_INFINITY), 1e-13f);
  }
}
