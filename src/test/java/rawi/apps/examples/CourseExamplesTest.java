package rawi.apps.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rawi.apps.Rawi;

/** What the networks of the course show. Thresholds hold for other seeds too, by a margin. */
class CourseExamplesTest {
  @TempDir private Path folder;

  /** The figures of an example, whose picture is looked for. */
  private JsonNode figures(String name, String picture) throws IOException {
    return run(name, picture).get("figures");
  }

  private JsonNode run(String name, String picture) throws IOException {
    Rawi run = Rawi.run("example", name, "--out", folder, "--json");
    assertEquals(0, run.exit(), run.err());
    long bytes = Files.size(folder.resolve(picture));
    assertTrue(bytes > 1_000 && bytes < 100_000, picture + " has " + bytes + " bytes");
    return new ObjectMapper().readTree(run.out());
  }

  private static double get(JsonNode figures, String name) {
    assertTrue(figures.has(name), () -> "no '%s' in %s".formatted(name, figures));
    return figures.get(name).asDouble();
  }

  @Test
  @DisplayName("perceptron: OR and AND settle, XOR never does, a hidden layer learns it")
  void perceptron() throws IOException {
    JsonNode all = run("perceptron", "perceptron.png");
    JsonNode figures = all.get("figures");
    for (String learnt : new String[] {"OR", "AND"}) {
      assertEquals(1, get(figures, learnt + ", right, perceptron"));
      assertEquals(1, get(figures, learnt + ", settled, 1 or 0"));
    }
    assertEquals(4, get(figures, "OR, epochs"));
    assertEquals(0, get(figures, "XOR, settled, 1 or 0"));
    assertThat(get(figures, "XOR, right, perceptron")).isLessThan(1);
    assertEquals(1, get(figures, "XOR, right, a hidden layer"));
    assertEquals(1 + 1 + 1 + 16, all.get("samples").size(), "title, names, start, sixteen rows");
  }

  @Test
  @DisplayName("linear: the line of each quarter is found to the noise")
  void linear() throws IOException {
    JsonNode figures = figures("linear", "linear.png");
    assertThat(get(figures, "r2_score, unseen")).isGreaterThan(0.97);
    assertThat(get(figures, "r2_score, unseen, untrained")).isLessThan(0.9);
    assertThat(get(figures, "slope, found")).isBetween(8.7, 9.3);
    assertThat(get(figures, "mean_squared_error, unseen")).isBetween(1200.0, 2100.0); // 40^2
  }

  @Test
  @DisplayName("logistic: scaled as good as the rule behind the data, unscaled far from it")
  void logistic() throws IOException {
    JsonNode figures = figures("logistic", "logistic.png");
    double best = get(figures, "accuracy of the true rule, unseen");
    double scaled = get(figures, "accuracy, unseen, scaled");
    assertThat(scaled).isGreaterThan(best - 0.03);
    assertThat(get(figures, "accuracy, unseen, as they are")).isLessThan(scaled - 0.03);
  }

  @Test
  @DisplayName("batch-size: all rows never go wrong, single rows are quicker and never rest")
  void batchSize() throws IOException {
    JsonNode figures = figures("batch-size", "batch-size.png");
    assertEquals(1, get(figures, "batch (256), steps an epoch"));
    assertEquals(8, get(figures, "mini-batch (32), steps an epoch"));
    assertEquals(256, get(figures, "stochastic (1), steps an epoch"));
    assertEquals(0, get(figures, "batch (256), epochs that made it worse"));
    assertThat(get(figures, "stochastic (1), epochs that made it worse")).isGreaterThan(3);
    double batch = get(figures, "batch (256), loss after 1 epoch");
    double some = get(figures, "mini-batch (32), loss after 1 epoch");
    double one = get(figures, "stochastic (1), loss after 1 epoch");
    assertThat(some).isLessThan(0.8 * batch);
    assertThat(one).isLessThan(0.8 * some);
  }

  @Test
  @DisplayName("symmetry: started at zero the neurons move and stay equal; at random they part")
  void symmetry() throws IOException {
    JsonNode figures = figures("symmetry", "symmetry.png");
    assertThat(get(figures, "at zero, largest difference between neurons")).isLessThan(1e-4);
    assertThat(get(figures, "at zero, largest weight")).isGreaterThan(0.1);
    assertThat(get(figures, "at random, largest difference between neurons")).isGreaterThan(1);
    assertThat(get(figures, "at zero, accuracy, unseen")).isLessThan(0.8);
    assertThat(get(figures, "at random, accuracy, unseen")).isGreaterThan(0.88);
  }

  @Test
  @DisplayName(
      "depth: with sigmoids the gradient vanishes and nothing is learnt; He, ReLU, BN hold")
  void depth() throws IOException {
    JsonNode figures = figures("depth", "depth.png");
    String ratio = ", gradient of layer 1 over that of layer 20";
    assertThat(get(figures, "sigmoid" + ratio)).isLessThan(1e-7);
    assertThat(get(figures, "ReLU, He, BN" + ratio)).isBetween(0.05, 50.0);
    assertThat(get(figures, "sigmoid, accuracy, unseen")).isLessThan(0.7);
    assertThat(get(figures, "ReLU, He, BN, accuracy, unseen")).isGreaterThan(0.88);
  }

  @Test
  @DisplayName("autoencoder: 12 numbers say an unseen image far better than the mean image")
  void autoencoder() throws IOException {
    JsonNode figures = figures("autoencoder", "autoencoder.png");
    double mean = get(figures, "squared error, the mean image");
    assertThat(get(figures, "squared error, made again")).isLessThan(0.15 * mean);
  }

  @Test
  @DisplayName("denoising: most of the noise is gone")
  void denoising() throws IOException {
    JsonNode figures = figures("denoising", "denoising.png");
    double noisy = get(figures, "squared error, with noise");
    assertThat(noisy).isBetween(0.15, 0.17); // 0.4^2
    assertThat(get(figures, "squared error, made again")).isLessThan(0.2 * noisy);
  }

  @Test
  @DisplayName("vae: codes lie as N(0, 1), and what is made of N(0, 1) looks like what was drawn")
  void variational() throws IOException {
    JsonNode figures = figures("vae", "vae.png");
    double mean = get(figures, "squared error, the mean image");
    assertThat(get(figures, "squared error, made again")).isLessThan(0.6 * mean);
    assertThat(get(figures, "mean of the codes")).isBetween(-0.3, 0.3);
    assertThat(get(figures, "standard deviation of the codes")).isBetween(0.7, 1.3);
    assertThat(get(figures, "squared error, a new image and the nearest drawn one"))
        .isLessThan(0.5 * mean);
  }

  @Test
  @DisplayName("gan: noise becomes points all round the ring")
  void gan() throws IOException {
    JsonNode figures = figures("gan", "gan.png");
    assertThat(get(figures, "distance from the ring, untrained")).isGreaterThan(0.3);
    assertThat(get(figures, "distance from the ring")).isLessThan(0.2);
    assertThat(get(figures, "least share of an eighth of the circle")).isGreaterThan(0.03);
  }
}
