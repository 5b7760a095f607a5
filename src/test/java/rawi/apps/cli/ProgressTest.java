package rawi.apps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Trainer;

class ProgressTest {
  private static final Pattern LINE =
      Pattern.compile("epoch 2/3  loss 0\\.5000  accuracy 0\\.7500  \\d+ examples/s  2\\.0 s\\R");

  /** Half an epoch with time for the bar to be drawn, then its end. */
  private static String told(boolean terminal, boolean quiet) throws InterruptedException {
    Sessions s = Sessions.of(terminal, quiet);
    Progress progress = new Progress(s.session(), 3);
    progress.onEpochBegin(2, 200);
    Thread.sleep(110);
    Map<String, Double> soFar = new LinkedHashMap<>();
    soFar.put("loss", 0.6);
    soFar.put("accuracy", 0.7);
    progress.onBatchEnd(50, soFar);
    progress.onBatchEnd(100, soFar);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.5);
    metrics.put("accuracy", 0.75);
    assertThat(progress.onEpochEnd(trainer(s), new EpochReport(2, metrics, 2)))
        .isEqualTo(Callback.Decision.CONTINUE);
    assertThat(s.out()).isEmpty();
    return s.err();
  }

  private static Trainer trainer(Sessions s) {
    return new Trainer(
        new Dense(2).build(Shape.of(2), new Weights(1, DataType.FLOAT)),
        new SparseCategoricalCrossentropy(),
        Adam.of(0.1),
        s.session().kernels(),
        new Trainer.Options(3, Optional.empty(), 1),
        List.of());
  }

  @Test
  void aLineAnEpochWhereNobodyWatches() throws InterruptedException {
    assertThat(told(false, false)).matches(LINE);
  }

  @Test
  void aBarThatIsClearedWhereSomebodyDoesDrawnNotTooOften() throws InterruptedException {
    String told = told(true, false);
    String[] drawn = told.split(Pattern.quote("\r\033[K"), -1);
    assertThat(drawn).hasSize(3);
    assertThat(drawn[0]).isEmpty();
    assertThat(drawn[1])
        .matches(
            "epoch 2/3 \\[={6} {18}] 50/200  loss 0\\.6000  accuracy 0\\.7000"
                + "  \\d+ examples/s  \\d+ s left");
    assertThat(drawn[2]).matches(LINE);
  }

  @Test
  void nothingWhenQuiet() throws InterruptedException {
    assertThat(told(true, true)).isEmpty();
  }
}
