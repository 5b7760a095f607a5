package rawi.apps.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rawi.apps.Rawi;

class ExamplesTest {
  @ParameterizedTest
  @ValueSource(strings = {"recall", "spell", "tags", "frames", "reverse", "numbers"})
  @DisplayName("at least 95 % of unseen sequences come out exactly right, untrained few")
  void learns(String name) throws Exception {
    Rawi run = Rawi.run("example", name, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    assertFalse(figures.isEmpty());
    for (Map.Entry<String, JsonNode> figure : figures.properties()) {
      double share = figure.getValue().asDouble();
      assertTrue(figure.getKey().contains("untrained") ? share < 0.4 : share >= 0.95, run.out());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6})
  @DisplayName("what a seed draws does not decide whether it is learnt")
  void learnsWithAnySeed(int seed) throws Exception {
    Rawi run = Rawi.run("example", "recall", "--seed", seed, "--json");
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    assertTrue(figures.get("exactly right, unseen").asDouble() >= 0.95, run.out());
  }

  @Test
  @DisplayName(
      "no video that is tested has been trained on: each begins elsewhere or goes elsewhere")
  void unseenVideos() {
    FramesExample.Split split = FramesExample.Split.of(42);
    assertEquals(300, Set.copyOf(split.train()).size());
    assertEquals(100, Set.copyOf(split.test()).size());
    assertTrue(Collections.disjoint(split.train(), split.test()));
  }

  @Test
  @DisplayName("names of letters that follow one another, many of them new")
  void names() throws Exception {
    Rawi run = Rawi.run("example", "names", "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    assertTrue(figures.get("letters in doubt, untrained").asDouble() > 25, run.out());
    assertTrue(figures.get("letters in doubt, unseen names").asDouble() < 12.5, run.out());
    assertTrue(figures.get("share of written names that are new").asDouble() > 0.3, run.out());
  }

  @Test
  @DisplayName("a gradient vanishes, explodes or holds, and the picture shows it")
  void gradients(@TempDir Path folder) throws Exception {
    Rawi run = Rawi.run("example", "gradients", "--out", folder, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    assertTrue(figures.get("SimpleRNN, log10").asDouble() < -8, run.out());
    assertTrue(figures.get("SimpleRNN, linear, kernel x 1.1, log10").asDouble() > 2, run.out());
    for (String open : List.of("LSTM, forget bias ln 99, log10", "GRU, update bias ln 99, log10")) {
      assertTrue(Math.abs(figures.get(open).asDouble()) < 1, run.out());
    }
    String svg = Files.readString(folder.resolve("gradients.svg"));
    assertTrue(svg.contains("<svg"), svg.substring(0, 100));
  }

  @Test
  @DisplayName("--quiet keeps what the library says on the way to itself, and only for its command")
  void quiet() {
    List<String> lines = new ArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger library = Logger.getLogger("rawi");
    library.addHandler(listener);
    try {
      assertEquals(0, Rawi.run("example", "gradients", "--quiet").exit());
      assertEquals(List.of(), lines);
      assertEquals(0, Rawi.run("example", "gradients").exit());
      assertTrue(
          lines.stream().anyMatch(l -> l.contains("run on the plain kernel")), lines::toString);
    } finally {
      library.removeHandler(listener);
    }
  }

  @Test
  @DisplayName("the denoiser leaves less than a fifth of the noise, a smoothing filter more")
  void denoiser(@TempDir Path folder) throws Exception {
    Rawi run = Rawi.run("example", "denoiser", "--out", folder, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    double noisy = figures.get("mean squared error of the noisy").asDouble();
    double restored = figures.get("of what the network gives").asDouble();
    assertTrue(restored < noisy / 5, run.out());
    assertTrue(restored < figures.get("of the noisy, smoothed 3 x 3").asDouble(), run.out());
    assertTrue(Files.size(folder.resolve("denoiser.png")) < 100_000);
  }

  @Test
  @DisplayName("LeNet-5 tells drawings apart, and its filters and maps are drawn")
  void filters(@TempDir Path folder) throws Exception {
    Rawi run = Rawi.run("example", "filters", "--out", folder, "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out()).get("figures");
    assertTrue(figures.get("accuracy, untrained").asDouble() < 0.4, run.out());
    assertTrue(figures.get("accuracy on unseen drawings").asDouble() > 0.85, run.out());
    assertTrue(Files.size(folder.resolve("filters.png")) < 100_000);
  }

  @Test
  @DisplayName("without a name the examples are listed, an unknown one is refused with their names")
  void listed(@TempDir Path folder) {
    Rawi list = Rawi.run("example");
    assertEquals(0, list.exit());
    assertTrue(list.out().contains("reverse"), list.out());
    Rawi unknown = Rawi.run("example", "reverso");
    assertEquals(2, unknown.exit());
    assertTrue(unknown.err().contains("expected one of"), unknown.err());
    Rawi nowhere = Rawi.run("example", "gradients", "--out", folder.resolve("none"));
    assertEquals(1, nowhere.exit());
    assertEquals(1, nowhere.errLines().size(), nowhere.err());
  }

  @Test
  @DisplayName("French numbers are said as they are")
  void frenchNumbers() {
    assertEquals("zéro", String.join(" ", FrenchNumbers.words(0)));
    assertEquals("soixante et onze", String.join(" ", FrenchNumbers.words(71)));
    assertEquals("quatre vingts", String.join(" ", FrenchNumbers.words(80)));
    assertEquals("quatre vingt un", String.join(" ", FrenchNumbers.words(81)));
    assertEquals("quatre vingt dix sept", String.join(" ", FrenchNumbers.words(97)));
    assertEquals("deux cents", String.join(" ", FrenchNumbers.words(200)));
    assertEquals("mille neuf cent vingt et un", String.join(" ", FrenchNumbers.words(1921)));
    assertEquals(
        "trois mille deux cent soixante dix huit", String.join(" ", FrenchNumbers.words(3278)));
  }
}
