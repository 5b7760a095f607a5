package rawi.nn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Context;
import rawi.nn.Junction;
import rawi.nn.JunctionPass;
import rawi.nn.Signal;
import rawi.nn.backend.Arena;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.losses.Loss;
import rawi.nn.losses.OutputLoss;
import rawi.nn.losses.Weighting;
import rawi.nn.metrics.Perplexity;

@DisplayName("a model whose output is its loss")
class OutputLossTest {
  /** Puts out what it is given. */
  private static final Junction SAME =
      new Junction() {
        @Override
        public JunctionPass forward(List<Signal> inputs, Context context) {
          return new JunctionPass(inputs, d -> d);
        }
      };

  private static Batch batch(double[][] losses, double[][] mask) {
    INDArray values = Nd4j.createFromArray(losses);
    Signal in = Signal.of(values, Nd4j.createFromArray(mask));
    return Batch.of(List.of(in), List.of(Target.of(values)));
  }

  private static Dataset data(Batch... batches) {
    return new Dataset() {
      @Override
      public int examples() {
        return batches.length;
      }

      @Override
      public Iterable<Batch> epoch(int epoch) {
        return () -> Stream.of(batches).iterator();
      }
    };
  }

  @Test
  void theMeanOverAnEpochCountsTokensNotBatches() {
    Batch two = batch(new double[][] {{1, 3}}, new double[][] {{1, 1}});
    Batch one = batch(new double[][] {{8, 100}}, new double[][] {{1, 0}});
    Objective objective = Objective.of(new OutputLoss()).with(Perplexity::new);
    Objectives objectives = new Objectives(List.of("output"), List.of(objective));
    Map<String, Double> results =
        new Judge(SAME, objectives, new Nd4jKernels(), new Arena()).results(data(two, one), "");
    assertEquals(4, results.getOrDefault("loss", 0.0), 1e-12); // (1 + 3 + 8) / 3
    assertEquals(Math.exp(4), results.getOrDefault("perplexity", 0.0), 1e-9);
  }

  @Test
  void itsGradientIsTheShareOfEachRealToken() {
    INDArray losses = Nd4j.createFromArray(new double[][] {{1, 3}, {5, 7}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1}, {1, 0}});
    Loss.Value value =
        new OutputLoss()
            .of(losses, losses, Weighting.none().withMask(Optional.of(mask)), new Nd4jKernels());
    assertEquals(3, value.value(), 1e-12);
    assertEquals(Nd4j.createFromArray(new double[][] {{1, 1}, {1, 0}}).divi(3), value.gradient());
  }

  @Test
  void anythingButLossesOfStepsIsRefused() {
    INDArray wrong = Nd4j.ones(DataType.DOUBLE, 2, 3, 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> new OutputLoss().of(wrong, wrong, Weighting.none(), new Nd4jKernels()));
  }
}
