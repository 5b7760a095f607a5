package rawi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/**
 * From a file of vectors to the vector of one word, the first time in a process, from the system's
 * cache: {@code .rvec} is mapped, {@code .bin} read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
public class OpeningBenchmark {
  @Param({"1000000x100"})
  String shape = "";

  @Param({"rvec", "bin"})
  String form = "";

  private Path file = Path.of("");

  @Setup
  public void setUp() throws IOException {
    String[] s = shape.split("x", -1);
    int dimensions = Integer.parseInt(s[1]);
    SplittableRandom random = new SplittableRandom(1);
    List<String> names = new ArrayList<>();
    VectorTable.Builder rows = new VectorTable.Builder(dimensions);
    float[] row = new float[dimensions];
    for (int i = 0; i < Integer.parseInt(s[0]); i++) {
      names.add("mot" + i);
      for (int j = 0; j < dimensions; j++) {
        row[j] = (float) random.nextDouble(-1, 1);
      }
      rows.add(row);
    }
    file = Files.createTempFile("rawi-bench", "." + form);
    VectorFiles.write(file, WordVectors.of(Lexicon.of(names), rows.build(), Optional.empty()));
  }

  @Benchmark
  public float[] open() {
    return VectorFiles.read(file, Reading.all()).of("mot999").orElseThrow();
  }

  @TearDown
  public void tearDown() throws IOException {
    Files.delete(file);
  }
}
