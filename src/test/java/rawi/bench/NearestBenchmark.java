package rawi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rawi.embeddings.Lexicon;
import rawi.embeddings.VectorTable;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.Reading;
import rawi.embeddings.files.VectorFiles;
import rawi.embeddings.queries.ExactSearch;
import rawi.embeddings.queries.Neighbour;
import rawi.embeddings.queries.ScreenedSearch;
import rawi.embeddings.queries.WordSearch;
import rawi.nn.backend.Workers;

/**
 * The ten nearest of many words: 2,000 centres, each word one of them and as much noise. Screened
 * search prints, at its end, which part of the exact answers it found.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
public class NearestBenchmark {
  /** words x dimensions. */
  @Param({"400000x300"})
  String shape = "";

  /** Every vector on the heap, every vector of a mapped file, or the codes first. */
  @Param({"exact", "mapped", "screened"})
  String search = "";

  @Param({"2"})
  int threads;

  private WordVectors vectors;
  private WordSearch chosen;
  private Workers workers;
  private Path file;
  private int next;

  @Setup
  public void setUp() throws IOException {
    String[] s = shape.split("x", -1);
    vectors = vectors(Integer.parseInt(s[0]), Integer.parseInt(s[1]));
    workers = new Workers(threads);
    file = Files.createTempFile("rawi-bench", ".rvec");
    if (search.equals("mapped")) {
      VectorFiles.write(file, vectors);
      vectors = VectorFiles.read(file, Reading.all());
    }
    chosen =
        search.equals("screened")
            ? new ScreenedSearch(vectors, workers)
            : new ExactSearch(vectors, workers);
  }

  private static WordVectors vectors(int words, int dimensions) {
    SplittableRandom random = new SplittableRandom(1);
    float[][] centres = new float[2000][dimensions];
    for (float[] centre : centres) {
      for (int j = 0; j < dimensions; j++) {
        centre[j] = (float) random.nextDouble(-1, 1);
      }
    }
    List<String> names = new ArrayList<>();
    VectorTable.Builder rows = new VectorTable.Builder(dimensions);
    float[] row = new float[dimensions];
    for (int i = 0; i < words; i++) {
      names.add("w" + i);
      for (int j = 0; j < dimensions; j++) {
        row[j] = centres[i % centres.length][j] + (float) random.nextDouble(-1, 1);
      }
      rows.add(row);
    }
    return WordVectors.of(Lexicon.of(names), rows.build(), Optional.empty());
  }

  @Benchmark
  public List<Neighbour> nearest() {
    next = (next + 7919) % vectors.size();
    return chosen.nearest(vectors.vector(next), 10, Set.of(next));
  }

  @TearDown
  public void tearDown() throws IOException {
    Files.delete(file);
    if (search.equals("screened")) {
      int found = 0;
      ExactSearch exact = new ExactSearch(vectors, workers);
      for (int i = 0; i < 100; i++) {
        int word = i * 3571 % vectors.size();
        float[] query = vectors.vector(word);
        List<Neighbour> right = exact.nearest(query, 10, Set.of(word));
        List<String> words =
            chosen.nearest(query, 10, Set.of(word)).stream().map(Neighbour::word).toList();
        found += (int) right.stream().filter(n -> words.contains(n.word())).count();
      }
      System.out.println("found " + found + " of 1000");
    }
  }
}
