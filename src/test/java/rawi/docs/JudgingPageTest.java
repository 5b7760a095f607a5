package rawi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.Rawi;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.Average;
import rawi.nn.metrics.ConfusionScore;
import rawi.nn.metrics.RocAuc;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.metrics.SparseTopKCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.selection.Fold;
import rawi.nn.selection.Holdout;
import rawi.nn.selection.Shares;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Training;

/** What docs/judging.md says can be typed and run. */
class JudgingPageTest {
  private static final Path PAGE = Path.of("docs", "judging.md");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  @Test
  void everyOptionInTheTablesIsOneOfTheCommands() throws IOException {
    String help =
        Rawi.run("tune", "sentiment", "--help").out()
            + Rawi.run("tune", "vision", "--help").out()
            + Rawi.run("tune", "nextword", "--help").out()
            + Rawi.run("sentiment", "train", "--help").out()
            + Rawi.run("sentiment", "evaluate", "--help").out();
    Matcher options = Pattern.compile("`(--[a-z-]+)").matcher(page());
    while (options.find()) {
      assertThat(help + "--json --threads").contains(options.group(1));
    }
  }

  @Test
  void theTableOfTheExampleIsWhatItPrints() throws IOException {
    List<String> printed = Rawi.run("example", "bias-variance").outLines();
    String page = page();
    printed.subList(0, 10).forEach(line -> assertThat(page).contains(line));
  }

  @Test
  void theMetricsOfTheRecipeAreComputed() throws IOException {
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.001))
            .with(SparseCategoricalAccuracy::new)
            .with(() -> ConfusionScore.f1(Average.MACRO))
            .with(() -> ConfusionScore.recallOf(1))
            .with(() -> RocAuc.ofLogits(Average.MACRO))
            .with(() -> new SparseTopKCategoricalAccuracy(5));
    Network network =
        Network.of(Sequential.of(Dense.of(6)), Shape.of(2), new Weights(42, DataType.FLOAT));
    INDArray x = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 0}, {2, 2}});
    TensorDataset data = TensorDataset.of(x, Nd4j.createFromArray(0, 1, 5));
    Map<String, Double> scores =
        Training.of(network, recipe, new CpuKernels(new Workers(1))).evaluate(data);
    assertThat(scores).containsOnlyKeys("loss", "accuracy", "macro_f1", "recall_1", "auc", "top_5");
    String page = page().replaceAll("\\s+", " ");
    assertThat(page).contains(".with(() -> RocAuc.ofLogits(Average.MACRO))");
  }

  @Test
  void rowsAreChosenAsThePageSays() {
    int[] classes = new int[100];
    Holdout parts =
        Holdout.stratified(classes, Shares.of(0.1, 0.2), 42); // 70 % train, 10 % valid, 20 % test
    List<Fold> folds = Fold.stratified(classes, 5, 42);
    assertThat(parts.train()).hasSize(70);
    assertThat(parts.valid()).hasSize(10);
    assertThat(folds.get(0).valid()).hasSize(20);
  }
}
