package rawi.apps.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.apps.Rawi;
import rawi.nn.metrics.BiasVariance;

class BiasVarianceExampleTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 42})
  void biasFallsVarianceRisesAndThePartsAddUp(long seed) {
    List<BiasVariance> found = BiasVarianceExample.decompositions(seed);
    for (BiasVariance parts : found) {
      assertThat(parts.biasSquared() + parts.variance() + parts.noise())
          .isEqualTo(parts.error(), within(1e-9));
      assertThat(parts.noise()).isBetween(0.13, 0.19); // 0.4 squared is 0.16
    }
    assertThat(found.get(3).biasSquared()).isLessThan(found.get(1).biasSquared() / 3);
    assertThat(found.get(8).variance()).isGreaterThan(2 * found.get(3).variance());
    assertThat(found.get(3).error()).isLessThan(found.get(0).error() / 2);
    assertThat(found.get(3).error()).isLessThan(found.get(8).error());
  }

  @Test
  void theExampleWritesTableAndPicture(@TempDir Path folder) throws Exception {
    Rawi run = Rawi.run("example", "bias-variance", "--out", folder);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("bias^2 + variance + noise");
    assertThat(Files.readString(folder.resolve("bias-variance.svg"))).contains("<svg");
  }

  @Test
  void aPolynomialIsFoundAgainFromItsPoints() {
    double[] x = {-1, -0.6, -0.1, 0.3, 0.8, 1};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 2 - x[i] + 3 * x[i] * x[i] * x[i];
    }
    Polynomial found = Polynomial.fit(x, y, 3);
    assertThat(found.at(0.5)).isEqualTo(2 - 0.5 + 3 * 0.125, within(1e-12));
  }
}
