package rawi.apps.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Callback;
import rawi.nn.training.EpochReport;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

class CurveReportTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir private Path folder;

  private static void fit(Callback... callbacks) {
    Network network =
        Network.of(Sequential.of(new Dense(2)), Shape.of(2), new Weights(1, DataType.FLOAT));
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.1))
            .with(SparseCategoricalAccuracy::new);
    TensorDataset data =
        TensorDataset.of(Nd4j.eye(2).castTo(DataType.FLOAT), Nd4j.createFromArray(0, 1));
    Training.of(network, recipe, new Nd4jKernels())
        .fit(data, data, Trainer.Options.epochs(3), callbacks);
  }

  @Test
  void thePageHasAChartOfEachMetricAfterEachEpochAndLooksAgainUntilTheEnd() throws IOException {
    Path file = folder.resolve("curves.html");
    List<String> pages = new ArrayList<>();
    Callback reader =
        new Callback() {
          @Override
          public Decision onTrainBegin(Trainer trainer) {
            pages.add(read(file));
            return Decision.CONTINUE;
          }

          @Override
          public Decision onEpochEnd(Trainer trainer, EpochReport report) {
            pages.add(read(file));
            return Decision.CONTINUE;
          }
        };
    fit(new CurveReport(file, "A run", CLOCK), reader);
    assertThat(pages).hasSize(4);
    assertThat(pages.get(0)).contains("0 epochs done", "http-equiv=\"refresh\"");
    assertThat(pages.get(2))
        .contains("A run", "Training goes on", "2 epochs done", "loss by epoch")
        .contains("accuracy by epoch", "best epoch: 2", "http-equiv=\"refresh\"");
    assertThat(read(file))
        .contains("Training has ended", "3 epochs done")
        .doesNotContain("http-equiv=\"refresh\"");
    PageReader.read(Files.readString(file)); // well-formed
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidBeforeTraining() {
    Path file = folder.resolve("no").resolve("curves.html");
    assertThatThrownBy(() -> fit(new CurveReport(file, "A run", CLOCK)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("does not exist");
  }
}
