package rawi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import rawi.embeddings.WordVectors;
import rawi.embeddings.training.Corpus;
import rawi.embeddings.training.TrainingMethod;
import rawi.embeddings.training.TrainingOptions;
import rawi.embeddings.training.VectorTraining;
import rawi.nn.backend.Workers;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/** One round over the French novels of RAWI_DATA with each method's defaults, in words a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
public class VectorTrainingBenchmark {
  @Param({"skipgram"})
  String method = "";

  @Param({"1", "2"})
  int threads;

  private Corpus corpus;
  private Workers workers;

  /** Words a second: those read, and those of them that were not left out as too frequent. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Words {
    public double readPerSecond;
    public double learntPerSecond;
  }

  @Setup
  public void setUp() throws IOException {
    String data = System.getenv().getOrDefault("RAWI_DATA", "../shared/data");
    WordTokenizer tokenizer = WordTokenizer.of(Language.FR);
    Corpus.Builder builder = new Corpus.Builder(Files.createTempDirectory("rawi-bench"));
    for (String line : Files.readAllLines(Path.of(data, "lm_fr_novels", "train.txt"))) {
      builder.add(tokenizer.tokenize(line).stream().map(Token::normalized).toList());
    }
    corpus = builder.build(5, Integer.MAX_VALUE);
    workers = new Workers(threads);
  }

  @Benchmark
  public WordVectors epoch(Words words) {
    TrainingOptions d = TrainingOptions.defaults(TrainingMethod.of(method));
    TrainingOptions once =
        new TrainingOptions(
            d.method(),
            d.dimensions(),
            d.window(),
            d.negatives(),
            d.sample(),
            d.minCount(),
            d.maxWords(),
            1,
            d.learningRate(),
            d.ngrams(),
            d.seed());
    VectorTraining training = new VectorTraining(corpus, once);
    long start = System.nanoTime();
    WordVectors vectors = training.run(workers, progress -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    words.readPerSecond = corpus.size() / seconds;
    words.learntPerSecond = training.learnt() / seconds;
    return vectors;
  }

  @TearDown
  public void tearDown() {
    corpus.close();
  }
}
