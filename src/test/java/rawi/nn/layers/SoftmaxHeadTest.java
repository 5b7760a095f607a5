package rawi.nn.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.nn.Context;
import rawi.nn.GradientCheck;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Parameter;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;

@DisplayName("softmax heads")
class SoftmaxHeadTest {
  private static final int WORDS = 23;
  private static final int UNITS = 8;

  static Stream<Junction.Spec> heads() {
    return Stream.of(
        new FullSoftmax(WORDS),
        new AdaptiveSoftmax(WORDS, List.of(5)),
        new AdaptiveSoftmax(WORDS, List.of(4, 11, 22)));
  }

  private static Signal ids(int batch, int time) {
    int[][] ids = new int[batch][time];
    for (int r = 0; r < batch; r++) {
      for (int t = 0; t < time; t++) {
        ids[r][t] = (7 * r + 5 * t) % WORDS;
      }
    }
    return Signal.of(Nd4j.createFromArray(ids));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void gradientsAreThoseOfDifferenceQuotientsMaskedAndNot(Junction.Spec head) {
    for (int time : new int[] {1, 4}) {
      for (int batch : new int[] {1, 3}) {
        Signal states = Run.random(1, batch, time, UNITS);
        GradientCheck.check(head, List.of(states, ids(batch, time)));
        GradientCheck.check(head, List.of(Run.masked(states), ids(batch, time)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void probabilitiesOfAllWordsSumTo1AndAreThoseOfTheLosses(Junction.Spec head) {
    SoftmaxHead built = built(head, DataType.DOUBLE);
    INDArray x = GradientCheck.random(5, WORDS, UNITS);
    Context context = Run.inference();
    INDArray logs = built.logProbabilities(x, context);
    INDArray sums = Transforms.exp(logs).sum(1);
    assertEquals(0, sums.sub(1).amaxNumber().doubleValue(), 1e-12);
    int[][] each = new int[1][WORDS];
    for (int w = 0; w < WORDS; w++) {
      each[0][w] = w;
    }
    INDArray losses =
        built
            .forward(
                List.of(
                    Signal.of(x.reshape(1, WORDS, UNITS)), Signal.of(Nd4j.createFromArray(each))),
                context)
            .outputs()
            .get(0)
            .values();
    for (int w = 0; w < WORDS; w++) {
      assertEquals(-logs.getDouble(w, w), losses.getDouble(0, w), 1e-12, "word " + w);
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void theFastKernelsGiveWhatThePlainOnesGive(Junction.Spec head) {
    SoftmaxHead built = built(head, DataType.FLOAT);
    Signal states = Signal.of(GradientCheck.random(5, 3, 4, UNITS).castTo(DataType.FLOAT));
    INDArray mask = Nd4j.ones(DataType.FLOAT, 3, 4);
    mask.putScalar(1, 2, 0);
    for (Signal given : List.of(states, states.withMask(Optional.of(mask)))) {
      INDArray plain = gradients(built, given, new Nd4jKernels());
      INDArray fast = gradients(built, given, new CpuKernels(new Workers(2)));
      assertEquals(0, plain.sub(fast).amaxNumber().doubleValue(), 1e-5);
    }
  }

  /** Losses, dL/dx and all parameter gradients in one row. */
  private static INDArray gradients(SoftmaxHead head, Signal states, rawi.nn.backend.Kernels by) {
    Arena arena = new Arena();
    head.parameters().forEach(Parameter::clearGradient);
    return arena.step(
        () -> {
          JunctionPass pass =
              head.forward(
                  List.of(states.asDifferentiable(), ids(3, 4)), Context.training(by, arena, 1));
          INDArray losses = pass.outputs().get(0).values();
          INDArray dx = pass.backward().apply(List.of(Optional.of(losses.add(1)))).get(0).get();
          List<INDArray> all =
              Stream.concat(
                      Stream.of(losses, dx), head.parameters().stream().map(Parameter::gradient))
                  .map(a -> a.reshape('c', 1, a.length()))
                  .toList();
          return Arena.outside(() -> Nd4j.concat(1, all.toArray(INDArray[]::new)));
        });
  }

  private static SoftmaxHead built(Junction.Spec head, DataType type) {
    List<Shape> inputs = List.of(Shape.of(Shape.ANY, UNITS), Shape.of(Shape.ANY));
    return (SoftmaxHead) head.build(inputs, new Weights(3, type));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void itBeginsWithTheSharesOfTheWords(Junction.Spec head) {
    SoftmaxHead built = built(head, DataType.DOUBLE);
    double[] shares = new double[WORDS];
    for (int w = 0; w < WORDS; w++) {
      shares[w] = (w + 1) * 2.0 / WORDS / (WORDS + 1);
    }
    built.startFrom(shares);
    INDArray logs = built.logProbabilities(Nd4j.zeros(DataType.DOUBLE, 1, UNITS), Run.inference());
    for (int w = 0; w < WORDS; w++) {
      assertEquals(Math.log(shares[w]), logs.getDouble(0, w), 1e-9, "word " + w);
    }
  }

  @Test
  void maskedStepsLoseNothingAndMayHoldAnyId() {
    SoftmaxHead built = built(new FullSoftmax(WORDS), DataType.DOUBLE);
    INDArray strange = Nd4j.createFromArray(new int[][] {{3, -1}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 0}});
    Signal states = Signal.of(GradientCheck.random(1, 1, 2, UNITS), mask);
    INDArray losses =
        built
            .forward(List.of(states, Signal.of(strange)), Run.inference())
            .outputs()
            .get(0)
            .values();
    assertTrue(losses.getDouble(0, 0) > 0);
    assertEquals(0, losses.getDouble(0, 1));
  }

  @Test
  void aTiedTableIsTheOthersAndGathersBothGradients() {
    Parameter table = new Parameter("embeddings", GradientCheck.random(1, WORDS, UNITS));
    SoftmaxHead tied = new FullSoftmax(WORDS).tiedTo(table, new Weights(1, DataType.DOUBLE));
    assertEquals(List.of("bias"), tied.parameters().stream().map(Parameter::name).toList());
    Context context = Run.training(1);
    JunctionPass pass = tied.forward(List.of(Run.random(1, 1, 2, UNITS), ids(1, 2)), context);
    pass.backward().apply(List.of(Optional.of(Nd4j.ones(DataType.DOUBLE, 1, 2))));
    double before = table.gradient().getDouble(2, 0);
    table.accumulateRows(new int[] {2}, Nd4j.ones(DataType.DOUBLE, 1, UNITS), context.kernels());
    assertEquals(before + 1, table.gradient().getDouble(2, 0), 1e-12);
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    Run.assertRefused("FullSoftmax: expected at least 1 word, got 0", () -> new FullSoftmax(0));
    Run.assertRefused(
        "AdaptiveSoftmax: expected cutoffs that rise between 0 and 9, got [4, 9]",
        () -> new AdaptiveSoftmax(9, List.of(4, 9)));
    Run.assertRefused(
        "AdaptiveSoftmax: expected at least one cutoff; without, use FullSoftmax",
        () -> new AdaptiveSoftmax(9, List.of()));
    Run.assertRefused(
        "FullSoftmax: expected states (batch, time, units) and ids (batch, time), got examples of"
            + " shapes [(8)]",
        () -> new FullSoftmax(9).outputShapes(List.of(Shape.of(8))));
    Run.assertRefused(
        "FullSoftmax: expected a table of 9 rows, got t of (3, 2)",
        () ->
            new FullSoftmax(9)
                .tiedTo(
                    new Parameter("t", GradientCheck.random(1, 3, 2)),
                    new Weights(1, DataType.DOUBLE)));
    SoftmaxHead built = built(new FullSoftmax(WORDS), DataType.DOUBLE);
    Run.assertRefused(
        "FullSoftmax: expected ids from 0 to 22, got 23",
        () ->
            built.forward(
                List.of(
                    Run.random(1, 1, 1, UNITS),
                    Signal.of(Nd4j.createFromArray(new int[][] {{23}}))),
                Run.inference()));
  }
}
