package rawi.embeddings.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rawi.embeddings.Lexicon;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.Reading;
import rawi.embeddings.files.VectorFiles;
import rawi.nn.backend.Workers;

class SearchTest {
  private static final Workers ONE = new Workers(1);
  private static final Workers TWO = new Workers(2);

  @TempDir Path folder;

  /** Vectors around a few centres, off the origin, and some of zeros. */
  static WordVectors sample(int words, int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] centres = new double[20][dimensions];
    for (double[] centre : centres) {
      for (int j = 0; j < dimensions; j++) {
        centre[j] = random.nextDouble(-1, 1) + random.nextDouble(-1, 1) + (j % 7 == 0 ? 0.8 : 0);
      }
    }
    List<String> names = new ArrayList<>();
    VectorTable.Builder rows = new VectorTable.Builder(dimensions);
    for (int i = 0; i < words; i++) {
      names.add("w" + i);
      float[] row = new float[dimensions];
      double size = random.nextDouble(0.1, 5);
      for (int j = 0; j < dimensions && i % 50 != 49; j++) {
        double noise = random.nextDouble(-1, 1) + random.nextDouble(-1, 1);
        row[j] = (float) (size * (centres[i % 20][j] + 1.5 * noise));
      }
      rows.add(row);
    }
    return WordVectors.of(Lexicon.of(names), rows.build(), Optional.empty());
  }

  /** By the definition. */
  private static List<Neighbour> slow(
      WordVectors vectors, float[] query, int count, Set<Integer> without) {
    List<Neighbour> all = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      if (!without.contains(i)) {
        all.add(new Neighbour(vectors.words().word(i), Similarity.of(query, vectors.vector(i))));
      }
    }
    all.sort(Comparator.comparingDouble(n -> -n.similarity()));
    return all.subList(0, Math.min(count, all.size()));
  }

  private static void assertSame(List<Neighbour> expected, List<Neighbour> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).similarity()).isCloseTo(expected.get(i).similarity(), within(2e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "63, 4", "64, 5", "65, 6", "200, 7", "1000, 50", "30000, 150"})
  @DisplayName("exact search finds what the definition finds, in memory and mapped, on two threads")
  void exact(int words, int dimensions) {
    WordVectors vectors = sample(words, dimensions, 1);
    Path file = folder.resolve("v.rvec");
    VectorFiles.write(file, vectors);
    WordVectors mapped = VectorFiles.read(file, Reading.all());
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 3; round++) {
      float[] query = vectors.vector(random.nextInt(words));
      query[0] += 0.1f;
      Set<Integer> without = new HashSet<>(List.of(random.nextInt(words), 0));
      List<Neighbour> expected = slow(vectors, query, 10, without);
      List<Neighbour> found = new ExactSearch(vectors, TWO).nearest(query, 10, without);
      assertSame(expected, found);
      assertThat(new ExactSearch(mapped, ONE).nearest(query, 10, without)).isEqualTo(found);
    }
  }

  @Test
  @DisplayName(
      "words excluded are no answer; more cannot be found than there are; zero is like none")
  void edges() {
    WordVectors vectors = sample(60, 8, 3);
    ExactSearch search = new ExactSearch(vectors, ONE);
    List<Neighbour> all = search.nearest(vectors.vector(5), 1000, Set.of(5, 7));
    assertThat(all).hasSize(58).extracting(Neighbour::word).doesNotContain("w5", "w7");
    assertThat(all).isSortedAccordingTo(Comparator.comparingDouble(n -> -n.similarity()));
    assertThat(search.nearest(vectors.vector(5), 1, Set.of()).get(0).word()).isEqualTo("w5");
    assertThat(search.nearest(vectors.vector(5), 1, Set.of()).get(0).similarity())
        .isCloseTo(1, within(1e-6));
    List<Neighbour> ofZero = search.nearest(new float[8], 3, Set.of());
    assertThat(ofZero).extracting(Neighbour::similarity).containsOnly(0.0);
    assertThat(ofZero).extracting(Neighbour::word).containsExactly("w0", "w1", "w2");
    assertThat(search.nearest(vectors.vector(5), 0, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "70, 3", "5000, 64", "20000, 100", "9000, 130"})
  @DisplayName("screened search misses next to nothing, and gives exact similarities")
  void screened(int words, int dimensions) {
    WordVectors vectors = sample(words, dimensions, 4);
    ExactSearch exact = new ExactSearch(vectors, TWO);
    ScreenedSearch screened = new ScreenedSearch(vectors, TWO);
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < Math.min(50, words); i++) {
      Set<Integer> without = Set.of(i);
      List<Neighbour> expected = exact.nearest(vectors.vector(i), 10, without);
      List<Neighbour> actual = screened.nearest(vectors.vector(i), 10, without);
      List<String> names = actual.stream().map(Neighbour::word).toList();
      wanted += expected.size();
      found += (int) expected.stream().filter(n -> names.contains(n.word())).count();
      assertThat(actual).hasSameSizeAs(expected);
      for (Neighbour n : actual) {
        float[] own = vectors.of(n.word()).orElseThrow();
        assertThat(n.similarity()).isCloseTo(Similarity.of(vectors.vector(i), own), within(2e-6));
      }
    }
    assertThat(found).isGreaterThanOrEqualTo((int) (0.998 * wanted));
  }

  @ParameterizedTest
  @CsvSource({"60000, 50", "40000, 100", "12000, 300"})
  @DisplayName("the true nearest word is always among those that screening looks at exactly")
  void nearestOfAll(int words, int dimensions) {
    WordVectors vectors = sample(words, dimensions, 6);
    ExactSearch exact = new ExactSearch(vectors, TWO);
    ScreenedSearch screened = new ScreenedSearch(vectors, TWO);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      float[] query = vectors.vector(random.nextInt(words));
      if (i % 2 == 1) { // not near any word
        for (int j = 0; j < dimensions; j++) {
          query[j] = (float) random.nextDouble(-1, 1);
        }
      }
      assertThat(screened.nearest(query, 1, Set.of()).get(0).word())
          .isEqualTo(exact.nearest(query, 1, Set.of()).get(0).word());
    }
  }

  @Test
  @DisplayName("estimates from two bits a number are right on average, and within a few hundredths")
  void estimates() {
    WordVectors vectors = sample(3000, 200, 5);
    TwoBitCodes codes = new TwoBitCodes(vectors, TWO);
    double bias = 0;
    double squares = 0;
    int count = 0;
    for (int q = 0; q < 10; q++) {
      float[] unit = ExactSearch.unit(vectors.vector(q));
      float[] estimates = new float[3000];
      codes.estimate(codes.query(unit), 0, 3000, estimates);
      for (int i = 20; i < 3000; i++) {
        double error = estimates[i] - Similarity.of(unit, vectors.vector(i));
        if (vectors.norm(i) > 0) {
          bias += error;
          squares += error * error;
          count++;
        }
      }
    }
    assertThat(bias / count).isCloseTo(0, within(0.005));
    assertThat(Math.sqrt(squares / count)).isLessThan(0.04);
  }
}
